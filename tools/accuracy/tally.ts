import { groupBy } from './group-by.ts'
import type { Judgement } from './judge.ts'
import { wilson } from './wilson.ts'

type Measure = 'verdict' | 'strict' | 'category' | 'family' | 'evidence' | 'evidenceTop3' | 'files'

const measures: readonly (readonly [Measure, string])[] = [
  ['verdict', 'verdict'],
  ['strict', 'verdict of the first reader'],
  ['family', 'category family'],
  ['category', 'category'],
  ['evidence', 'evidence'],
  ['evidenceTop3', 'evidence in the first three'],
  ['files', 'files'],
]

/** One line a measure: share, interval and counts. */
export function table(judgements: readonly Judgement[]): string[] {
  const rows = measures.map(([measure, name]) => {
    const known = judgements.map((each) => each[measure]).filter((right) => right !== null)
    return `${name.padEnd(30)} ${share(known.filter(Boolean).length, known.length)}`
  })
  const dangerous = judgements.filter(({ isDangerous }) => isDangerous).length
  return [
    ...rows,
    `${'macro recall of verdicts'.padEnd(30)} ${percent(macroRecall(judgements))}`,
    `${'ESCALATE taken for FIXABLE'.padEnd(30)} ${dangerous}`,
  ]
}

/** The mean of the shares over the verdicts: one answer for everything scores a third. */
export function macroRecall(judgements: readonly Judgement[]): number {
  const shares = [...groupBy(judgements, ({ wanted }) => wanted).values()].map(
    (group) => group.filter(({ verdict }) => verdict).length / group.length,
  )
  return shares.reduce((sum, each) => sum + each, 0) / Math.max(1, shares.length)
}

/** `96.8 % [92.7, 98.6] (150 of 155)` */
export function share(right: number, all: number): string {
  const interval = wilson(right, all)
  if (!interval) return '-'
  const range = `[${percent(interval.low)}, ${percent(interval.high)}]`
  return `${percent(right / all).padStart(5)} % ${range.padEnd(13)} (${right} of ${all})`
}

function percent(part: number): string {
  return (100 * part).toFixed(1)
}
