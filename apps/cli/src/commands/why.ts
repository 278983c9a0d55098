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

function describe({ at, repo, pr_number, head_sha, answer, reason, task_id, rules }: Decision) {
  const where = pr_number === undefined ? repo : `${repo}#${pr_number}`
  const head = `${at}  ${where} at ${head_sha.slice(0, 7)}  ${answer}: ${reason}`
  const task = task_id === null ? [] : [`task ${task_id}`]
  // What spoke against it is what people look for; --json has every rule.
  const against = rules.filter((rule) => rule.answer !== 'act')
  const answers = against.map((rule) => `${rule.answer.padEnd(4)} ${rule.rule}: ${rule.reason}`)
  const others = `${rules.length - against.length} of ${rules.length} rules had no objection`
  return [printable(head), ...[...task, ...answers, others].map((line) => `    ${printable(line)}`)]
}

/** Reads `owner/name#7` or `owner/name`. */
export function toPlace(text: string): Place {
  const found = /^([\w.-]{1,100}\/[\w.-]{1,100})(?:#(\d{1,9}))?$/.exec(text)
  if (!found?.[1]) throw new InvalidArgumentError('It must be OWNER/NAME#NUMBER or OWNER/NAME.')
  return { repo: found[1], pr: found[2] ?? null }
}
