import type { RuleAnswer } from '@millwright/protocol'
import type { Facts } from './facts.ts'

/** Of two runs of one workflow at one commit the later one has the word, once it has ended green. */
export function checkNewerRun({ newerRun }: Facts): Pick<RuleAnswer, 'answer' | 'reason'> | null {
  if (newerRun === null) return null
  const { runId, stands } = newerRun
  const later = `run ${runId} of the same workflow began later at this commit and is`
  return stands === 'green'
    ? { answer: 'skip', reason: `${later} green` }
    : { answer: 'wait', reason: `${later} going on` }
}
