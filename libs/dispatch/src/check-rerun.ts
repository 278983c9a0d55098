import type { RuleAnswer } from '@millwright/protocol'
import type { Facts } from './facts.ts'

type Answer = Pick<RuleAnswer, 'answer' | 'reason'>

/**
 * What may be chance is run again once before anybody looks into it. Where that is not done, the
 * reason is kept although it holds nobody up.
 */
export function checkRerun(facts: Facts): Answer | null {
  const { verdict, isDefaultBranch, rerun } = facts
  // Of a red default branch a person hears at once, and its jobs may deploy.
  if (verdict !== 'INVESTIGATE' || isDefaultBranch) return null
  if (rerun.why === null) {
    return { answer: 'act', reason: 'not run again first: nothing says that it may pass by itself' }
  }
  const objection = whyNot(facts)
  if (objection !== null) return { answer: 'act', reason: `not run again first: ${objection}` }
  return { answer: 'wait', reason: `its failed jobs are run again first: ${rerun.why}` }
}

function whyNot({ repository, pull, rerun, attemptsUsed, attemptsMax }: Facts): string | null {
  if (repository?.mode === 'report') return 'mode report: comments are all that is made'
  if (pull?.isFork) return 'the head belongs to a fork'
  if (attemptsUsed >= attemptsMax) return 'the attempts are used up'
  return rerun.objection
}
