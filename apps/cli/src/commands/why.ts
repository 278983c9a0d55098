import { Decision } from '@millwright/protocol'
import { type Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printable } from '../printable.ts'
import { createStatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import { writeJson, writeLine } from '../write-out.ts'

const Answer = z.object({ decisions: z.array(Decision) })
const DECISIONS_MAX = 20

/** Where to look: a repository, or one pull request of it. */
export interface Place {
  readonly repo: string
  readonly pr: string | null
}

/** `millwright tasks why`: what the rules said of the newest red jobs of a pull request. */
export async function why(place: Place, { json }: { json?: boolean }, command: Command) {
  const query = new URLSearchParams({ repo: place.repo, limit: String(DECISIONS_MAX) })
  if (place.pr !== null) query.set('pr', place.pr)
  const answer = await createStatusClient(configOf(command)).get(`/api/v1/decisions?${query}`)
  if (json === true) return writeJson(answer)
  const { success, data } = Answer.safeParse(answer)
  if (!success) throw unknownForm()
  if (data.decisions.length === 0) {
    const next = 'look at its mode in the configuration, and at millwright status'
    throw new CliError(`nothing red was seen there: ${next}`, exitCode.notFound)
  }
  for (const line of data.decisions.flatMap(describe)) writeLine(line)
}

function describe(decision: Decision): string[] {
  const { at, head_sha, answer, reason, job_name, html_url, task_id } = decision
  const job = job_name === undefined ? '' : `, job ${job_name}`
  const head = `${at}  ${placeOf(decision)} at ${head_sha.slice(0, 7)}${job}  ${answer}: ${reason}`
  const log = html_url === undefined ? [] : [`log ${html_url}`]
  const task = task_id === null ? [] : [`how it goes on: millwright tasks show ${task_id}`]
  const lines = [...log, ...task, ...describeRules(decision)]
  return [printable(head), ...lines.map((line) => `    ${printable(line)}`)]
}

function placeOf({ repo, pr_number }: Decision): string {
  return pr_number === undefined ? repo : `${repo}#${pr_number}`
}

/** What spoke against it is what people look for, and what was noted on the way. */
function describeRules({ rules }: Decision): string[] {
  const against = rules.filter((rule) => rule.answer !== 'act')
  const noted = rules.filter((rule) => rule.answer === 'act' && !plain.has(rule.reason))
  const named = [
    ...against.map((rule) => ({ ...rule, word: rule.answer })),
    ...noted.map((rule) => ({ ...rule, word: 'note' })),
  ]
  return [
    ...named.map(({ word, rule, reason }) => `${word.padEnd(4)} ${rule}: ${reason}`),
    `${rules.length - against.length} of ${rules.length} rules had no objection`,
  ]
}

/** What a rule says that has nothing to say. */
const plain: ReadonlySet<string> = new Set(['', 'no objection'])

/** Reads `owner/name#7` or `owner/name`. */
export function toPlace(text: string): Place {
  const found = /^([\w.-]{1,100}\/[\w.-]{1,100})(?:#(\d{1,9}))?$/.exec(text)
  if (!found?.[1]) throw new InvalidArgumentError('It must be OWNER/NAME#NUMBER or OWNER/NAME.')
  return { repo: found[1], pr: found[2] ?? null }
}
