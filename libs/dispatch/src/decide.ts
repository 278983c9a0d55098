import type { RuleAnswer, Verdict } from '@millwright/protocol'
import type { Facts } from './facts.ts'
import { rules } from './rules.ts'
import { whyReportOnly } from './why-report-only.ts'

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
  /** Why no worker is set on it any more, where that is what calls a person; else null. */
  spent: string | null
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
    return { answer, reason, rules: answers, decidedBy: rule, verdict: facts.verdict, spent: null }
  }
  const act = { answer: 'act', rules: answers, decidedBy: null, spent: null } as const
  if (facts.isDefaultBranch) {
    const reason = 'the default branch is red and never written to: a person is called'
    return { ...act, reason, verdict: 'ESCALATE' }
  }
  const spent = facts.verdict === 'ESCALATE' ? null : whyPerson(facts)
  if (spent !== null) {
    return { ...act, reason: `${spent}: a person is next`, verdict: 'ESCALATE', spent }
  }
  return { ...act, reason: reasonOf(facts), verdict: facts.verdict }
}

/** Why no worker can be set on it any more. */
function whyPerson({ attemptsUsed, attemptsMax, overdraft }: Facts): string | null {
  if (attemptsUsed >= attemptsMax) {
    return `${attemptsUsed} of ${attemptsMax} attempts are used up`
  }
  return overdraft !== null && !overdraft.fillsAgain ? overdraft.reason : null
}

function reasonOf(facts: Facts): string {
  const { verdict, repository, overdraft } = facts
  if (verdict === 'ESCALATE') return 'a person must act'
  const reportOnly = whyReportOnly(facts)
  if (reportOnly !== null) return reportOnly
  const work =
    verdict === 'FIXABLE' ? 'an agent may try to fix it' : 'an agent may look for the cause'
  if (overdraft !== null) return `${work} when there is money again: ${overdraft.reason}`
  const isStaged = verdict === 'FIXABLE' && repository?.mode === 'staged'
  return isStaged ? `${work}; a patch waits for a person (mode staged)` : work
}
