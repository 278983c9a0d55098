import type { Config } from '@millwright/config'
import type { TaskLimits } from '@millwright/protocol'

/** The operator's limits, lowered where a template asks for less; it cannot ask for more. */
export function taskLimits(config: Config, template: Partial<TaskLimits> = {}): TaskLimits {
  const { turns, usd, tokens, files, lines } = config.limits
  const lower = (limit: number, wish: number | undefined) => Math.min(limit, wish ?? limit)
  return {
    turns: lower(turns, template.turns),
    usd: lower(usd, template.usd),
    tokens: lower(tokens, template.tokens),
    files: lower(files, template.files),
    lines: lower(lines, template.lines),
  }
}
