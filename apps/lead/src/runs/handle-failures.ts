import type { Failure } from '@millwright/protocol'
import { rerunFailed } from '../judging/rerun-failed.ts'
import type { Parts } from '../parts.ts'
import type { Place } from './gather-facts.ts'
import { type FailureAnswer, handleFailure } from './handle-failure.ts'

/**
 * Hands each failed job of one run on, and has them run again where their decisions say so; true
 * once all of them have a final answer.
 */
export async function handleFailures(
  parts: Parts,
  { failures, ...place }: Place & { failures: readonly Failure[] },
): Promise<boolean> {
  const { run, pull } = place
  const answers = new Map<Failure, FailureAnswer>()
  const due = () => failures.filter((failure) => answers.get(failure) === 'rerun')
  const look = async (some: readonly Failure[]) => {
    for (const failure of some) {
      const turn = `${failure.repo}#${pull?.number ?? run.headBranch}`
      const answer = await parts.inTurn(turn, () => handleFailure(parts, failure, place))
      answers.set(failure, answer)
    }
  }
  await look(failures)
  // A job that came later may have got a task, whose commit makes CI run anyway.
  if (due().length < failures.length) await look(due())
  const [first] = due()
  if (first && !(await rerunFailed(parts, first.repo, [run])).again) await look(due())
  return [...answers.values()].every((answer) => answer === 'act' || answer === 'skip')
}
