import type { TaskLimits, Usage } from '@millwright/protocol'

export type AgentLimits = Pick<TaskLimits, 'turns' | 'usd' | 'tokens'>
export type LimitName = 'turns' | 'usd' | 'tokens' | 'time'

/** The shares of a limit at which the model is told to come to an end. */
const WARN_AT = [0.75, 0.9] as const

/**
 * The limit that is used up, or null. That on money is used up as well when the next question, at
 * `nextUsd` at most, could go beyond it. Money without a known price cannot be held to `usd`; then
 * `tokens` and `turns` alone bound the spend.
 */
export function spentLimit(
  usage: Usage,
  limits: AgentLimits,
  nextUsd: number | null,
): Exclude<LimitName, 'time'> | null {
  if (usage.turns >= limits.turns) return 'turns'
  const { usd } = usage
  if (usd !== null && (usd >= limits.usd || usd + (nextUsd ?? 0) > limits.usd)) return 'usd'
  return tokensOf(usage) >= limits.tokens ? 'tokens' : null
}

/** How many of the warnings are due. */
export function warningsDue(
  usage: Usage,
  limits: AgentLimits,
  timeShare: number,
  nextUsd: number | null,
): number {
  const share = Math.max(
    usage.turns / limits.turns,
    usage.usd === null ? 0 : (usage.usd + (nextUsd ?? 0)) / (limits.usd || 1),
    tokensOf(usage) / limits.tokens,
    timeShare,
  )
  return WARN_AT.filter((at) => share >= at).length
}

/** All tokens that were counted, whatever their price. */
export function tokensOf(usage: Usage): number {
  const cached = usage.cache_read_tokens + usage.cache_write_tokens
  return usage.input_tokens + usage.output_tokens + cached
}
