import type { Verdict } from '@millwright/protocol'
import type { Hit } from '../steps/log-step.ts'

/** The rule's sentence about this hit; for an ESCALATE with what the person should do. */
export function summarise(hit: Hit, verdict: Verdict): string {
  const sentence = hit.rule.summary.replaceAll(
    /\{\{ ([a-z_]{1,40}) \}\}/g,
    (_, name: string) => hit.captures[name]?.slice(0, 120) ?? '?',
  )
  const remedy = verdict === 'ESCALATE' && hit.rule.remedy ? ` ${hit.rule.remedy}` : ''
  return `${sentence}${remedy}`.slice(0, 500)
}
