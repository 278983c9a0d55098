import type { GreenLines } from '../fingerprint/green-lines.ts'
import { type Hit, lineOf, type Step } from '../steps/log-step.ts'
import { failedBefore } from './failing-step.ts'
import type { Loser } from './list-alternatives.ts'
import { isFar, isGreen, type Weighed, weighHits } from './weigh-hits.ts'

export type Choice = {
  hit: Hit
  step: Step
  /** All hits of the same rule in that step. */
  siblings: Hit[]
  /** True when the hit is too far from the end of the step to be more than a lead. */
  isFar: boolean
  /** True when green runs of the same job print its lines as well. */
  isGreen: boolean
  /** Hits of other rules that could have decided, the closest first. */
  losers: Loser[]
}

/**
 * The hit that tells the cause, not the loudest one: the failing step before all others, then the
 * stronger tier, then the first of a cascade. Null when no rule matched.
 * A job that failed in a step without a hit is not explained by an earlier step that passed.
 */
export function decide(
  steps: readonly Step[],
  failing: Step | null,
  green?: GreenLines,
): Choice | null {
  if (failing) {
    const choice = best(failing, green)
    if (!choice) return null
    const cause = choice.hit.rule.follows ? causeBefore(steps, choice, green) : null
    if (cause) return cause
    choice.losers.push(...elsewhere(steps, failing))
    return choice
  }
  for (const step of steps.toReversed()) {
    const choice = step.isPost ? null : best(step, green)
    if (choice) return choice
  }
  return null
}

function best(step: Step, green: GreenLines | undefined): Choice | null {
  const weighed = weighHits(step, green)
  const [winner] = weighed
  if (!winner) return null
  const { rule } = winner.hit
  const own = weighed.filter(({ hit }) => hit.rule === rule)
  // The sort by weight has put those that count in full before the others.
  const full = own.filter(({ weight }) => weight === winner.weight)
  const hit = ((rule.pick === 'last' ? full.at(-1) : full[0]) ?? winner).hit
  const siblings = own.map((sibling) => sibling.hit).sort((a, b) => lineOf(a) - lineOf(b))
  const losers = weighed
    .filter((loser) => loser.hit.rule !== rule)
    .map((loser) => ({
      hit: loser.hit,
      reason: whyLost(loser, winner),
      isMisplaced: loser.isMisplaced,
    }))
  const doubts = { isFar: isFar(hit, step), isGreen: isGreen(hit, green) }
  return { hit, step, siblings, ...doubts, losers }
}

/** A report that finds no files fails because the step that should have made them did. */
function causeBefore(
  steps: readonly Step[],
  { hit, step }: Choice,
  green: GreenLines | undefined,
): Choice | null {
  for (const earlier of failedBefore(steps, step)) {
    const choice = best(earlier, green)
    if (!choice || choice.hit.rule.follows) continue
    const reason = 'it follows from the failure of an earlier step'
    choice.losers.unshift({ hit, reason, isMisplaced: true })
    return choice
  }
  return null
}

/** What other steps said that ended in an error and yet did not turn the job red. */
function elsewhere(steps: readonly Step[], failing: Step): Loser[] {
  return steps
    .filter((step) => step !== failing && !step.isPost && step.errorLines > 0)
    .flatMap((step) =>
      weighHits(step, undefined).map(({ hit }) => ({
        hit,
        reason: `it stands in another step, ${step.name.slice(0, 100) || 'without a name'}`,
        isMisplaced: true,
      })),
    )
}

function whyLost(loser: Weighed, winner: Weighed): string {
  if (loser.doubt && !winner.doubt) return loser.doubt
  const [own, other] = [loser.hit.rule.tier, winner.hit.rule.tier]
  return own > other ? `its tier ${own} is weaker than ${other}` : 'it comes later in the log'
}
