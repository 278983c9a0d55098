import { printable, printableLines } from '../printable.ts'
import type { ReplayRow } from './replay-row.ts'

const HASH_CHARS = 19

/** One failure, for people: before, and after. */
export function describeRow(row: ReplayRow): string[] {
  const { verdict, template, tokens, before, after, error } = row
  const ci = before.ci === null ? 'CI was not asked' : `CI ${before.ci}`
  const versions = `${template.before.slice(0, HASH_CHARS)} -> ${template.after.slice(0, HASH_CHARS)}`
  return [
    row.task_id,
    `  verdict   ${verdict.before} -> ${verdict.after ?? 'no log to look at'}`,
    `  template  ${template.name} ${versions}`,
    `  prompt    about ${tokens.before} tokens -> ${tokens.after}${row.diff === '' ? ', the same' : ''}`,
    ...row.cuts.map(({ input, chars }) => `  cut       ${input}, ${chars} characters left out`),
    `  before    ${before.state}, ${before.outcome ?? 'no result'}, ${ci}, ${usd(before.usd)}`,
    ...(after === null
      ? []
      : [`  after     ${describeAfter(after)}`, `            ${after.summary}`]),
    ...(error === null ? [] : [`  after     ${error}`]),
  ].map(printableRow)
}

function describeAfter(after: NonNullable<ReplayRow['after']>): string {
  const proof = after.is_proven ? 'proven here' : 'not proven'
  const patch = after.gate === null ? 'no patch' : `${proof}, gate ${after.gate}`
  const time = `${after.minutes.toFixed(1)} min`
  return `${after.outcome}, ${patch}, ${usd(after.usd)}, ${after.turns} turns, ${time}`
}

/** What differs between before and after, over all rows. */
export function describeAll(rows: readonly ReplayRow[]): string[] {
  const looked = rows.filter(({ verdict }) => verdict.after !== null)
  const moved = looked.filter(({ verdict }) => verdict.after !== verdict.before).length
  const ran = rows.filter(({ after }) => after !== null)
  const changed = rows.filter(({ diff }) => diff !== '').length
  const lines = [
    `${rows.length} replayed, ${changed} prompts differ, ${moved} of ${looked.length} verdicts differ`,
  ]
  if (ran.length === 0) return lines
  const fixed = (outcomes: readonly (string | null)[]) =>
    outcomes.filter((outcome) => outcome === 'fixed').length
  const before = fixed(ran.map((row) => row.before.outcome))
  const after = fixed(ran.map((row) => row.after?.outcome ?? null))
  const green = ran.filter((row) => row.before.ci === 'success').length
  return [
    ...lines,
    `fixed: ${before} before (${green} of them green on GitHub), ${after} after (GitHub was not asked)`,
    `cost: ${total(ran.map((row) => row.before.usd))} before, ${total(ran.map((row) => row.after?.usd ?? null))} after`,
  ]
}

/** The difference of one prompt. */
export function describeDiff(row: ReplayRow): string[] {
  return row.diff === '' ? [] : printableLines(row.diff).trimEnd().split('\n')
}

/** The indentation stays. */
function printableRow(line: string): string {
  return `${/^ */.exec(line)?.[0] ?? ''}${printable(line)}`
}

function usd(value: number | null): string {
  return value === null ? 'cost unknown' : `${value.toFixed(2)} USD`
}

function total(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  const sum = known.reduce((all, value) => all + value, 0).toFixed(2)
  const unknown = values.length - known.length
  return `${sum} USD${unknown === 0 ? '' : ` and ${unknown} unknown`}`
}
