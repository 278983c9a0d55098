import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { channels, workerKeys } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'
import { freePort, temporaryDirectory } from '@millwright/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { play, type StoryResult } from '../demo/play.ts'
import { modelRequests } from '../stories/model-requests.ts'
import { killSleepingLead, leadAsleep, webhookLost } from './asleep.ts'
import { everyTool, everyToolRepo } from './every-tool.ts'
import { findLeaks, formsOf } from './find-leaks.ts'
import { hostileTree } from './hostile-tree.ts'
import { leakyLog, type Spilled } from './leaky-log.ts'
import { foundInMemory, matchesInMemory } from './process-memory.ts'
import { leadPid } from './read-status.ts'
import { setTraps } from './set-traps.ts'
import { endlessModel, hugePatch } from './spent-limits.ts'
import { startTestWorld, type TestWorld } from './start-test-world.ts'
import { checkOrder, type OrderCheck, silenceDoorbells } from './stored-first.ts'
import { type Watch, watchLead } from './watch-lead.ts'
import { openWaysOut, type WaysOut } from './ways-out.ts'

const MARKER = 'canary-of-this-machine'
const githubToken = /gh[a-z]_[A-Za-z0-9]{20,}/g
const run = promisify(execFile)
let world: TestWorld
let watch: Watch
let waysOut: WaysOut
let order: OrderCheck
let canary: string
let marker: string
let spilled: Spilled = { log: [], model: [] }
const spill = leakyLog(() => spilled)
const results = new Map<string, StoryResult>()

beforeAll(async () => {
  const folder = await temporaryDirectory()
  canary = join(folder, 'canary')
  marker = join(folder, 'marker')
  await writeFile(marker, MARKER, { mode: 0o644 })
  const ports = { webhook: await freePort(), status: await freePort() }
  waysOut = await openWaysOut(ports)
  const played = [
    hostileTree(canary),
    everyTool({ marker, goOut: waysOut.command }),
    spill,
    endlessModel,
    hugePatch,
  ]
  world = await startTestWorld([...played, leadAsleep, webhookLost], { limits: { turns: 12 } }, 2)
  const { webhookSecret, modelKey } = world.credentials
  const log = [...formsOf(webhookSecret), keyLine(), modelKey]
  spilled = { log, model: [...log, ...formsOf(modelKey)] }
  await setTraps(world.dir, canary)
  watch = await watchLead(world)
  order = await checkOrder(world.redis.url)
  for (const result of await Promise.all(played.map((story) => play(world, story)))) {
    results.set(result.repo, result)
  }
  await watch.close()
}, 150_000)
afterAll(async () => {
  waysOut?.close()
  await order?.close()
  await world?.close()
}, 90_000)

/** All that the model was told in the conversation about a repository. */
function toldTo(repo: string): string[] {
  const blocks = modelRequests(world, repo).flatMap(({ system, messages }) => [
    system,
    ...messages.flatMap(({ content }) => content.map((block) => JSON.stringify(block))),
  ])
  return [...new Set(blocks)]
}

/** One line of the App's key; the first is its frame. */
function keyLine(number = 3): string {
  return world.credentials.privateKey.split('\n')[number] ?? ''
}

/** True when a token may comment on the pull request of any story. */
async function mayWrite(token: string): Promise<boolean> {
  const answers = [...results.keys()].map(async (repo) => {
    const { status } = await fetch(`${world.github.apiUrl}/repos/${repo}/issues/1/comments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ body: 'mine' }),
    })
    return status === 201
  })
  return (await Promise.all(answers)).some((may) => may)
}

function passwords(): string[] {
  return [world.redis.url, world.redis.workerUrl].map((url) => new URL(url).password)
}

describe('invariant 1: the lead never runs code, hooks or git config from a watched repository', () => {
  test('a repository full of traps is mended and none of them goes off', async () => {
    expect(results.get('acme/trap')?.problems).toEqual([])
    expect(await readFile(canary, 'utf8').catch(() => '')).toBe('')

    // The traps are armed: a git that is not careful sets them off.
    const repository = join(world.dir, 'github', 'repositories', 'acme', 'trap.git')
    const env = { PATH: '/usr/bin:/bin', HOME: world.dir }
    await run('git', ['clone', '-q', repository, join(world.dir, 'naive')], { env })
    expect((await readFile(canary, 'utf8')).split('\n')).toEqual(
      expect.arrayContaining(['post-checkout', 'filter', 'reference-transaction']),
    )
  })

  test('the lead runs git alone, and never has a file of the repository on disk', () => {
    const programs = [...watch.programs].filter((name) => !/^git(-|$)/.test(name))
    const checkedOut = ['cart.js', 'cart.test.js', 'package.json', '.gitattributes', '.npmrc']

    expect(programs).toEqual([])
    expect(watch.programs).toContain('git')
    expect([...watch.files].filter((name) => checkedOut.includes(name))).toEqual([])
    expect(watch.files).toContain('HEAD')
  })
})

describe('invariant 2: a worker holds no credential that can write to GitHub', () => {
  test('neither its environment nor its memory holds a secret of the lead', async () => {
    const { statusToken, modelKey } = world.credentials
    // A line that no story spills.
    const key = keyLine(5)
    const secrets = [key, statusToken, new URL(world.redis.url).password]
    const workers = await world.status.workers()
    const lead = (await leadPid(world)) ?? 0

    for (const { pid } of workers) {
      expect(await foundInMemory(pid, [...secrets, modelKey])).toEqual([modelKey])
    }
    expect(workers).toHaveLength(2)
    expect(await foundInMemory(lead, secrets)).toEqual([key, secrets[2]])
  })

  test('no token of GitHub that is in its memory can write', async () => {
    const pid = (await world.status.workers())[0]?.pid ?? 0
    const lead = (await leadPid(world)) ?? 0
    const writers = async (tokens: readonly string[]) => {
      const tries = tokens.map((token) => mayWrite(token))
      return (await Promise.all(tries)).filter((may) => may).length
    }
    const ofWorker = await matchesInMemory(pid, githubToken)

    expect(ofWorker.length).toBeGreaterThan(0)
    expect(await writers(ofWorker)).toBe(0)
    // The lead does hold one, and it would have been found.
    expect(await writers(await matchesInMemory(lead, githubToken))).toBeGreaterThan(0)
  })
})

describe('invariant 3: every tool a model can call runs inside the jail', () => {
  test('bash, view, search and edit find no secret and nothing of this machine', async () => {
    const told = toldTo(everyToolRepo)
    const rot13 = (text: string) =>
      text.replaceAll(/[a-z]/gi, (c) =>
        String.fromCharCode(c.charCodeAt(0) + (c.toLowerCase() < 'n' ? 13 : -13)),
      )
    const secrets = [...world.secrets, ...passwords(), MARKER]
    const answers = told.filter((text) => text.includes('"tool_result"'))

    expect(results.get(everyToolRepo)?.problems).toEqual([])
    for (const secret of secrets.flatMap((text) => [text, rot13(text)])) {
      expect(told.filter((text) => text.includes(secret))).toEqual([])
    }
    expect(answers.filter((text) => text.includes('[redacted]'))).toEqual([])
    expect(await readFile(marker, 'utf8')).toBe(MARKER)
    expect(existsSync(join(world.dir, 'owned'))).toBe(false)
    // Each tool did answer, and what is inside the jail is seen: `HOME=` turned round, the README.
    expect(answers.length).toBeGreaterThan(40)
    expect(answers.join('\n')).toContain(rot13('HOME=/home/millwright'))
    expect(answers.join('\n')).toContain('# cart')
  })
})

describe('invariant 4: the jail has no network', () => {
  test('no socket of this machine is reached from a jail, and every one from outside', async () => {
    const answers = toldTo(everyToolRepo).join('\n')

    expect(answers).toMatch(/no tcp: E[A-Z]+/)
    expect(answers).not.toContain('reached ')
    expect([...waysOut.heard]).toEqual([])

    const { stdout } = await run('sh', ['-c', waysOut.command])
    expect(stdout.match(/reached/g)).toHaveLength(3)
    expect([...waysOut.heard].toSorted()).toEqual(['abstract socket', 'tcp', 'udp', 'unix socket'])
  })
})

describe('invariant 5: stored first, announced second', () => {
  test('whatever rings on a channel has been stored before', () => {
    expect(order.problems).toEqual([])
    const { taskNew, taskProgress, taskCompleted } = channels
    expect([...order.heard.keys()]).toEqual(
      expect.arrayContaining([taskNew, taskProgress, taskCompleted]),
    )
  })

  test('a lead that sleeps, hears no doorbell and dies misses nothing', async () => {
    const redis = connectRedis({ url: world.redis.url, name: 'reader' })
    const silence = silenceDoorbells(world.redis.url)
    const asleep = play(world, leadAsleep)
    let missed: Promise<StoryResult> | undefined
    await killSleepingLead(world, {
      hasReported: async () => {
        const entries = await redis.xrevrange(workerKeys.reports, '+', '-', 'COUNT', 5)
        const text = JSON.stringify(entries)
        return text.includes('acme__asleep') && text.includes(String.raw`\"kind\":\"completed\"`)
      },
      playOther: () => {
        missed = play(world, webhookLost)
      },
    })

    expect((await asleep).problems).toEqual([])
    expect((await missed)?.problems).toEqual([])
    const lost = world.github.deliveries().filter((d) => d.body.includes(webhookLost.repo))
    expect(lost.some((d) => d.event === 'workflow_run' && d.status === null)).toBe(true)
    silence.close()
    redis.disconnect()
  }, 90_000)
})

describe('invariant 8: every loop, queue, buffer, excerpt, retry, process and spend has a limit', () => {
  test.for([endlessModel, hugePatch])('$title: a person is called and nothing pushed', (story) => {
    expect(results.get(story.repo)?.problems).toEqual([])
  })
})

describe('invariant 10: secrets are removed by one redactor that works on values', () => {
  test('what a log, a test and a model spill is nowhere to be read', async () => {
    const { webhookSecret, modelKey } = world.credentials
    const secrets = {
      ofLead: [...formsOf(webhookSecret), keyLine()],
      ofWorker: formsOf(modelKey),
    }

    expect(results.get(spill.repo)?.problems).toEqual([])
    expect(await findLeaks(world, spill, secrets)).toEqual([])
  })
})
