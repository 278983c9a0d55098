import type { GreenLines } from './green-lines.ts'
import type { Loser } from './list-alternatives.ts'
import { type Hit, hitsOf, lineOf, type Step } from './log-step.ts'

/** Below this a rule speaks of authority or infrastructure rather than of a tool. */
const TOOL_TIER = 20
/** How far from the end of its step such a rule still explains the failure, in lines. */
const NEAR_DEFAULT = 150
/** From here on a rule knows shapes, not tools. */
const LAST_RESORT_TIER = 80
/** What a hit far from the end of its step loses, or one that green runs print as well. */
const FAR_PENALTY = 60
const GREEN_PENALTY = 60

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
    if (choice) choice.losers.push(...elsewhere(steps, failing))
    return choice
  }
  for (const step of steps.toReversed()) {
    const choice = step.isPost ? null : best(step, green)
    if (choice) return choice
  }
  return null
}

function best(step: Step, green: GreenLines | undefined): Choice | null {
  const hits = countingHits(step)
  const [first] = hits
  if (!first) return null
  // Hits come in the order of their lines and the sort is stable: of a tier the first one stays.
  const rank = (hit: Hit) => tierOf(hit, step) + (isGreen(hit, green) ? GREEN_PENALTY : 0)
  const ranked = hits.toSorted((a, b) => rank(a) - rank(b))
  const winner = ranked[0] ?? first
  const siblings = hits.filter((hit) => hit.rule === winner.rule)
  const hit = (winner.rule.pick === 'last' ? siblings.at(-1) : siblings[0]) ?? winner
  const losers = ranked
    .filter(({ rule }) => rule !== hit.rule)
    .map((loser) => ({ hit: loser, reason: whyLost(loser, hit, step, green) }))
  const doubts = { isFar: isFar(hit, step), isGreen: isGreen(hit, green) }
  return { hit, step, siblings, ...doubts, losers }
}

/** The hits of a step that no rule's own `step` leaves out, in the order of their lines. */
export function countingHits(step: Step): Hit[] {
  const place = `${step.name}\n${step.command}`
  return hitsOf(step).filter(({ rule }) => rule.step === null || rule.step.test(place))
}

/** What other steps said that ended in an error and yet did not turn the job red. */
function elsewhere(steps: readonly Step[], failing: Step): Loser[] {
  return steps
    .filter((step) => step !== failing && !step.isPost && step.errorLines > 0)
    .flatMap((step) =>
      countingHits(step).map((hit) => ({
        hit,
        reason: `it stands in another step, ${step.name.slice(0, 100) || 'without a name'}`,
      })),
    )
}

function whyLost(loser: Hit, winner: Hit, step: Step, green: GreenLines | undefined): string {
  if (isGreen(loser, green) && !isGreen(winner, green)) {
    return 'green runs of this job print its line as well'
  }
  if (isFar(loser, step) && !isFar(winner, step)) return 'it is far from the end of the step'
  const [own, other] = [loser.rule.tier, winner.rule.tier]
  if (own > other) return `its tier ${own} is weaker than ${other}`
  return 'it comes later in the log'
}

function isGreen(hit: Hit, green: GreenLines | undefined): boolean {
  return green !== undefined && hit.lines.every(({ text }) => green.has(text))
}

/** What a tool said far from the end still tells more than a shape that any program prints. */
function tierOf(hit: Hit, step: Step): number {
  const { tier } = hit.rule
  return tier + (isFar(hit, step) || tier >= LAST_RESORT_TIER ? FAR_PENALTY : 0)
}

function isFar(hit: Hit, step: Step): boolean {
  const { tier, near } = hit.rule
  const limit = near ?? (tier < TOOL_TIER ? NEAR_DEFAULT : Number.POSITIVE_INFINITY)
  return step.lastLine - (hit.lines.at(-1)?.number ?? lineOf(hit)) > limit
}
