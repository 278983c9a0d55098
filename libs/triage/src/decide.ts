import { type Hit, hitsOf, lineOf, type Step } from './log-step.ts'

/** Below this a rule speaks of authority or infrastructure rather than of a tool. */
const TOOL_TIER = 20
/** How far from the end of its step such a rule still explains the failure, in lines. */
const NEAR_DEFAULT = 150
/** What a hit far from the end of its step loses. */
const FAR_PENALTY = 60

export type Choice = {
  hit: Hit
  step: Step
  /** All hits of the same rule in that step. */
  siblings: Hit[]
  /** True when the hit is too far from the end of the step to be more than a lead. */
  isFar: boolean
}

/**
 * The hit that tells the cause, not the loudest one: the failing step before all others, then the
 * stronger tier, then the first of a cascade. Null when no rule matched.
 * A job that failed in a step without a hit is not explained by an earlier step that passed.
 */
export function decide(steps: readonly Step[], failing: Step | null): Choice | null {
  if (failing) return best(failing)
  for (const step of steps.toReversed()) {
    const choice = step.isPost ? null : best(step)
    if (choice) return choice
  }
  return null
}

function best(step: Step): Choice | null {
  const place = `${step.name}\n${step.command}`
  const hits = hitsOf(step).filter(({ rule }) => rule.step === null || rule.step.test(place))
  const [first] = hits
  if (!first) return null
  let winner = first
  // Hits come in the order of their lines, so an equal tier leaves the earlier one in place.
  for (const hit of hits) if (tierOf(hit, step) < tierOf(winner, step)) winner = hit
  const siblings = hits.filter((hit) => hit.rule === winner.rule)
  const hit = (winner.rule.pick === 'last' ? siblings.at(-1) : siblings[0]) ?? winner
  return { hit, step, siblings, isFar: isFar(hit, step) }
}

function tierOf(hit: Hit, step: Step): number {
  return hit.rule.tier + (isFar(hit, step) ? FAR_PENALTY : 0)
}

function isFar(hit: Hit, step: Step): boolean {
  const { tier, near } = hit.rule
  const limit = near ?? (tier < TOOL_TIER ? NEAR_DEFAULT : Number.POSITIVE_INFINITY)
  return step.lastLine - (hit.lines.at(-1)?.number ?? lineOf(hit)) > limit
}
