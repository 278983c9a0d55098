import type { Command } from 'commander'
import { z } from 'zod'
import { configOf } from '../command-context.ts'
import { printable } from '../printable.ts'
import { createStatusClient, type StatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { describeNumbers } from './describe-numbers.ts'
import { type History, readHistory, type Version } from './template-client.ts'

const HASH_CHARS = 19
/** Steps that are shown; `--json` has all that are kept. */
const STEPS_MAX = 10

/** `millwright prompts history`: the versions of a template, and what changed which one is used. */
export async function showHistory(name: string, { json }: { json?: boolean }, command: Command) {
  const history = await readHistory(createStatusClient(configOf(command)), name)
  if (json === true) return writeJson(history)
  for (const version of history.versions) writeLine(describeVersion(history, version))
  const steps = history.rollout.steps.slice(0, STEPS_MAX)
  if (steps.length > 0) writeLine('')
  for (const { at, actor, action, hash, why } of steps) {
    const what = `${action.replaceAll('_', ' ')} ${hash.slice(0, HASH_CHARS)}`
    writeLine(printable(`${at}  ${what}, ${actor}${why === '' ? '' : `: ${why}`}`))
  }
}

/** `millwright prompts numbers`: what became of the tasks of each version, by what GitHub says. */
export async function showNumbers(
  name: string | undefined,
  { json }: { json?: boolean },
  command: Command,
) {
  const client = createStatusClient(configOf(command))
  const names = name === undefined ? await allNames(client) : [name]
  const histories: History[] = []
  for (const one of names) histories.push(await readHistory(client, one))
  if (json === true) return writeJson(histories)
  for (const history of histories) {
    writeLine(history.name)
    for (const version of history.versions.filter(isTelling)) {
      writeLine(describeVersion(history, version))
      for (const line of describeNumbers(version.numbers)) writeLine(line)
    }
    const worse = history.trial?.worse ?? null
    if (worse !== null) writeLine(`the canary is clearly worse: ${printable(worse)}`)
  }
}

/** A version that is used, or was. */
function isTelling(version: Version): version is Version & { numbers: object } {
  const { numbers, label } = version
  return numbers !== null && (label !== null || numbers.n + numbers.open > 0)
}

function describeVersion({ rollout }: History, { hash, at, label, is_folder, repo }: Version) {
  const notes = [
    label === 'canary' ? `canary for ${rollout.canary?.share ?? '?'} %` : (label ?? ''),
    is_folder ? 'in prompts_dir' : '',
    repo === null ? '' : `of ${repo}`,
  ]
  const text = notes.filter((note) => note !== '').join(', ')
  return printable(`${hash.slice(0, HASH_CHARS)}  ${at}${text === '' ? '' : `  ${text}`}`)
}

const TemplateList = z.object({ rollouts: z.array(z.object({ name: z.string() })) })

async function allNames(client: StatusClient): Promise<string[]> {
  const { success, data } = TemplateList.safeParse(await client.get('/api/v1/templates'))
  if (!success) throw unknownForm()
  return data.rollouts.map(({ name }) => name)
}
