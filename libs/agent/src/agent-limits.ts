import type { TaskLimits, Usage } from '@millwright/protocol'

export type AgentLimits = Pick<TaskLimits, 'turns' | 'usd' | 'tokens'>
export type LimitName = 'turns' | 'usd' | 'tokens' | 'time'

/** The shares of a limit at which the model is told to come to an end. */
const WARN_AT = [0.75, 0.9] as const

/**
 * The limit that is used up, or null. Money without a known price cannot be held to `usd`; then
 * `tokens` and `turns` alone bound the spend.
 */
export function spentLimit(usage: Usage, limits: AgentLimits): Exclude<LimitName, 'time'> | null {
  if (usage.turns >= limits.turns) return 'turns'
  if (usage.usd !== null && usage.usd >= limits.usd) return 'usd'
  return tokens(usage) >= limits.tokens ? 'tokens' : null
}

/** How many of the warnings are due. */
export function warningsDue(usage: Usage, limits: AgentLimits, timeShare: number): number {
  const share = Math.max(
    usage.turns / limits.turns,
    (usage.usd ?? 0) / (limits.usd || 1),
    tokens(usage) / limits.tokens,
    timeShare,
  )
  return WARN_AT.filter((at) => share >= at).length
}

function tokens(usage: Usage): number {
  const cached = usage.cache_read_tokens + usage.cache_write_tokens
  return usage.input_tokens + usage.output_tokens + cached
}
