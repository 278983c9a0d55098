import type { RuleAnswer, Verdict } from '@millwright/protocol'
import type { Facts } from './facts.ts'
import { rules } from './rules.ts'

export interface Choice {
  answer: RuleAnswer['answer']
  /** One sentence for people. */
  reason: string
  /** Every rule's answer, in order, so that nothing has to be guessed afterwards. */
  rules: RuleAnswer[]
  /** The rule whose objection is the answer; null when none objects. */
  decidedBy: string | null
  /** The diagnosis' verdict, or `ESCALATE` when a person is next: attempts used up, a red default branch. */
  verdict: Verdict
}

/** Turns facts about one failed job into act, wait or skip. The first objection that skips wins. */
export function decide(facts: Facts): Choice {
  const answers = rules.map((rule): RuleAnswer => {
    const objection = rule.check(facts)
    return { rule: rule.name, answer: 'act', reason: 'no objection', ...objection }
  })
  const strictest =
    answers.find((a) => a.answer === 'skip') ?? answers.find((a) => a.answer === 'wait')
  if (strictest) {
    const { answer, reason, rule } = strictest
    return { answer, reason, rules: answers, decidedBy: rule, verdict: facts.verdict }
  }
  const act = { answer: 'act', rules: answers, decidedBy: null } as const
  if (facts.isDefaultBranch) {
    const reason = 'the default branch is red and never written to: a person is called'
    return { ...act, reason, verdict: 'ESCALATE' }
  }
  const isSpent = facts.attemptsUsed >= facts.attemptsMax && facts.verdict !== 'ESCALATE'
  if (isSpent) {
    const reason = `${facts.attemptsUsed} of ${facts.attemptsMax} attempts are used up: a person is next`
    const spent: RuleAnswer = { rule: 'attempts', answer: 'act', reason }
    return { ...act, reason, rules: [...answers, spent], verdict: 'ESCALATE' }
  }
  return { ...act, reason: actReason[facts.verdict], verdict: facts.verdict }
}

const actReason: Record<Verdict, string> = {
  FIXABLE: 'an agent may try to fix it',
  INVESTIGATE: 'an agent may look for the cause',
  ESCALATE: 'a person must act',
}
