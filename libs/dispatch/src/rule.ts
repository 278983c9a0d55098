import type { RuleAnswer } from '@millwright/protocol'
import type { Facts } from './facts.ts'

/** A rule looks at the facts and objects, or has no objection (null, or an `act` worth a reason). */
export interface Rule {
  name: string
  check(facts: Facts): Pick<RuleAnswer, 'answer' | 'reason'> | null
}
