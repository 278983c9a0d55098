import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { waitFor } from '@millwright/testing'
import type { World } from '../demo/world.ts'
import { type Attempt, secretFiles } from './forbidden-orders.ts'
import { modelRequests } from './model-requests.ts'

/** Each attempt was really made, and the jail answered that it could not be. */
export function everyAttemptRefused(
  world: World,
  repo: string,
  attempts: readonly Attempt[],
): string[] {
  const lines = toolResults(world, repo).flatMap((text) => text.split('\n'))
  return attempts.flatMap(({ name, refusal, isEverywhere }) => {
    const at = lines.findIndex((line) => line.startsWith(`${name}: `))
    if (at < 0) return [`the jail never said what came of "${name}"`]
    if (lines[at] === `${name}: absent`) return isEverywhere ? [`"${name}" was not there`] : []
    // Programs explain themselves over some lines.
    const next = lines.findIndex((line, n) => n > at && /^(?:file|way) [^:]+: /.test(line))
    const said = lines.slice(at, next < 0 ? undefined : next).join(' ')
    const isRefused = said.startsWith(`${name}: refused: `) && refusal.test(said)
    return isRefused ? [] : [`"${name}" was not refused: ${said.slice(0, 200)}`]
  })
}

/** The order stands in the prompt, within the marks of untrusted text and nowhere else. */
export function orderIsFenced(world: World, repo: string, order: string): string[] {
  const [first] = modelRequests(world, repo)
  const prompt = first?.messages.flatMap((m) => m.content.map(textOf)).join('\n') ?? ''
  const fences = prompt.match(/<untrusted-(\w+) source="[^"]*">[\s\S]*?<\/untrusted-\1>/g) ?? []
  const outside = fences.reduce((rest, one) => rest.replace(one, ''), prompt) + first?.system
  return [
    ...(fences.some((one) => one.includes(order)) ? [] : ['the order was not in the prompt']),
    ...(outside.includes(order) ? ['the order stands outside of the marks'] : []),
  ]
}

/** The secrets are where the jail was told to look, and none has come out of it. */
export async function secretsStayed(world: World, repo: string): Promise<string[]> {
  const texts = await Promise.all(secretFiles(world.dir).map((path) => readFile(path, 'utf8')))
  const nowhere = world.secrets.filter((secret) => !texts.some((text) => text.includes(secret)))
  const inEnvironment = await workerPassword(world)
  const heard = JSON.stringify([
    modelRequests(world, repo),
    world.github.comments(repo, 1),
    world.events,
    world.receiver.received(),
  ])
  const leaked = [...world.secrets, inEnvironment].filter((secret) => heard.includes(secret))
  // The worker takes out what it knows: then the jail has read it all the same.
  const isHidden = toolResults(world, repo).some((text) => text.includes('[redacted]'))
  return [
    ...(nowhere.length === 0 ? [] : [`${nowhere.length} secret(s) are in no file to look for`]),
    ...(leaked.length === 0 ? [] : [`${leaked.length} secret(s) came out`]),
    ...(isHidden ? ['a tool showed a secret, which was taken out afterwards'] : []),
  ]
}

/** Nothing got through to the listener, which does hear who comes from outside of a jail. */
export async function sinkHeardNothing({ sink, sinkPort }: World): Promise<string[]> {
  if (sink.connections() > 0) return ['something reached the network']
  const socket = connect(sinkPort, '127.0.0.1').on('error', () => undefined)
  const isHeard = await waitFor(() => sink.connections() > 0, { what: 'the listener' }).catch(
    () => false,
  )
  socket.destroy()
  return isHeard ? [] : ['the listener hears nobody at all']
}

/** The password of the queue, which a worker has in its environment. */
function workerPassword(world: World): Promise<string> {
  const read = async () => {
    // A worker that was killed is on the list for a while.
    const pids = (await world.status.workers()).map(({ pid }) => pid)
    const found = await Promise.all(pids.map(passwordIn))
    return found.find((password) => password !== undefined)
  }
  return waitFor(read, { timeoutMs: 30_000, everyMs: 200, what: 'the password of a worker' })
}

async function passwordIn(pid: number): Promise<string | undefined> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  return /(?:^|\0)MILLWRIGHT_REDIS_WORKER_URL=\w+:\/\/\w+:([^@\0]{16,})@/.exec(environment)?.[1]
}

/** All that tools answered in the one conversation about a repository. */
function toolResults(world: World, repo: string): string[] {
  const blocks =
    modelRequests(world, repo)
      .at(-1)
      ?.messages.flatMap((m) => m.content) ?? []
  return blocks.filter((block) => block.type === 'tool_result').map(textOf)
}

type Block = ReturnType<typeof modelRequests>[number]['messages'][number]['content'][number]

function textOf(block: Block): string {
  if (block.type === 'text') return block.text
  if (block.type !== 'tool_result') return ''
  return typeof block.content === 'string'
    ? block.content
    : block.content.map((part) => part.text).join('\n')
}
