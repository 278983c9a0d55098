import type { RuleAnswer, Verdict } from '@millwright/protocol'
import type { Facts } from './facts.ts'
import { rules } from './rules.ts'

export interface Choice {
  answer: RuleAnswer['answer']
  /** One sentence for people. */
  reason: string
  /** Every rule's answer, in order, so that nothing has to be guessed afterwards. */
  rules: RuleAnswer[]
  /** The diagnosis' verdict, or `ESCALATE` when the attempts are used up: a person is next. */
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
    const { answer, reason } = strictest
    return { answer, reason, rules: answers, verdict: facts.verdict }
  }
  const isSpent = facts.attemptsUsed >= facts.attemptsMax && facts.verdict !== 'ESCALATE'
  if (isSpent) {
    const reason = `${facts.attemptsUsed} of ${facts.attemptsMax} attempts are used up: a person is next`
    const spent: RuleAnswer = { rule: 'attempts', answer: 'act', reason }
    return { answer: 'act', reason, rules: [...answers, spent], verdict: 'ESCALATE' }
  }
  return { answer: 'act', reason: actReason[facts.verdict], rules: answers, verdict: facts.verdict }
}

const actReason: Record<Verdict, string> = {
  FIXABLE: 'an agent may try to fix it',
  INVESTIGATE: 'an agent may look for the cause',
  ESCALATE: 'a person must act',
}
