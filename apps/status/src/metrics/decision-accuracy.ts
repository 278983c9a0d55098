import { Verdict } from '@millwright/protocol'
import { COMPARED_MIN, type Judgement, type Share, wilson } from '@millwright/store'
import type { DecisionAccuracy } from './figures.ts'
import { isRight } from './judged-family.ts'

/** The names of tasks that one answer gives of verdicts that were wrong. */
export const WRONG_SHOWN = 20

/**
 * How often the verdicts were right of which something came to light: what a person said, or what
 * GitHub's CI showed. The others are not counted, so it is an estimate, and too few say nothing.
 */
export function decisionAccuracy(judged: readonly Judgement[]): DecisionAccuracy {
  const wrong = judged.filter((one) => !isRight(one))
  return {
    ...shareOf(judged),
    too_few: judged.length < COMPARED_MIN,
    by_people: judged.filter(({ by }) => by === 'person').length,
    by_verdict: Verdict.options.map((verdict) => ({
      verdict,
      ...shareOf(judged.filter((one) => one.verdict === verdict)),
    })),
    wrong: wrong
      .toSorted((a, b) => b.at.localeCompare(a.at))
      .slice(0, WRONG_SHOWN)
      .map(({ task_id, verdict, should_be, why }) => ({ task_id, verdict, should_be, why })),
  }
}

function shareOf(judged: readonly Judgement[]): Omit<Share, 'of' | 'count'> & {
  right: number
  n: number
} {
  const { count, of, share, low, high } = wilson(judged.filter(isRight).length, judged.length)
  return { right: count, n: of, share, low, high }
}
