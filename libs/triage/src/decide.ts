import { type Hit, hitsOf, lineOf, type Step } from './log-step.ts'

/** Below this a rule speaks of authority or infrastructure rather than of a tool. */
const TOOL_TIER = 20
/** How far from the end of its step such a rule still explains the failure, in lines. */
const NEAR_DEFAULT = 150
/** What a hit far from the end of its step loses. */
const FAR_PENALTY = 60

export type Choice = { hit: Hit; step: Step; siblings: Hit[] }

/**
 * The hit that tells the cause, not the loudest one: the failing step before all others, then the
 * stronger tier, then the first of a cascade. Null when no rule matched.
 */
export function decide(steps: readonly Step[], failing: Step | null): Choice | null {
  if (failing) {
    const choice = best(failing)
    if (choice) return choice
  }
  const others = steps.filter((step) => step !== failing && !step.isPost)
  // A job that failed in a step without a hit is not explained by an earlier step that passed.
  if (failing) return null
  for (const step of others.toReversed()) {
    const choice = best(step)
    if (choice) return choice
  }
  return null
}

function best(step: Step): Choice | null {
  const hits = hitsOf(step)
  const [first] = hits
  if (!first) return null
  let winner = first
  for (const hit of hits) if (isStronger(hit, winner, step)) winner = hit
  const siblings = hits.filter((hit) => hit.rule === winner.rule)
  const picked = winner.rule.pick === 'last' ? siblings.at(-1) : siblings[0]
  return { hit: picked ?? winner, step, siblings }
}

/** Hits come in the order of their lines, so an equal tier leaves the earlier one in place. */
function isStronger(hit: Hit, winner: Hit, step: Step): boolean {
  return tierOf(hit, step) < tierOf(winner, step)
}

function tierOf(hit: Hit, step: Step): number {
  const { tier, near } = hit.rule
  const limit = near ?? (tier < TOOL_TIER ? NEAR_DEFAULT : Number.POSITIVE_INFINITY)
  return step.lastLine - lineOf(hit) > limit ? tier + FAR_PENALTY : tier
}
