import type { RuleAnswer } from '@millwright/protocol'
import type { Facts } from './facts.ts'

type Objection = Pick<RuleAnswer, 'answer' | 'reason'>

/** One task for one cause: the others wait while it is at work, or leave it to whoever has it. */
export function checkIncident({ incident, verdict, isDefaultBranch }: Facts): Objection | null {
  if (incident === null) return null
  const { taskId, where, stands, isHere } = incident
  // That a pull request has the same cause does not make a red default branch less urgent.
  if (isDefaultBranch && !isHere) return null
  if (stands === 'at-work') {
    return isHere
      ? null
      : { answer: 'wait', reason: `${taskId} is at work on the same cause at ${where}` }
  }
  if (isHere && !isDefaultBranch && verdict !== 'ESCALATE') return null
  return {
    answer: 'skip',
    reason: `${taskId} has brought the same cause before a person at ${where}`,
  }
}
