import type { Task, TaskResult } from '@millwright/protocol'
import type { ClaimContext } from '@millwright/queue'
import { Attempt } from './attempt.ts'
import { autofixStep } from './autofix-step.ts'
import { checkTrust } from './check-trust.ts'
import { endAttempt } from './end-attempt.ts'
import { fixStep } from './fix-step.ts'
import { investigateStep } from './investigate-step.ts'
import { openTree, putBackPatch } from './open-tree.ts'
import { notReproduced, reproduceStep } from './reproduce-step.ts'
import { setupStep } from './setup-step.ts'
import { toResult } from './to-result.ts'
import { withResult } from './worker-checkpoint.ts'
import type { WorkerParts } from './worker-parts.ts'

/**
 * Works on one task: claim, workspace, setup, reproduce, fix, validate, report.
 * Each step keeps what it found, so an attempt that dies is gone on with, not begun again.
 */
export async function runTask(
  task: Task,
  claim: ClaimContext,
  parts: WorkerParts,
): Promise<TaskResult | 'hand-back'> {
  const attempt = await Attempt.open(task, claim, parts)
  try {
    await attempt.report({ kind: 'claimed' })
    checkTrust(attempt)
    const result = attempt.saved.result ?? (await work(attempt))
    await attempt.save(withResult(result))
    await attempt.enter('report', result.outcome)
    await attempt.report({ kind: 'completed', result })
    return result
  } catch (error) {
    return await endAttempt(attempt, claim, error)
  } finally {
    attempt.close()
  }
}

async function work(attempt: Attempt): Promise<TaskResult> {
  const tree = await openTree(attempt)
  try {
    const unready = await setupStep(attempt, tree)
    if (unready !== null) return unready
    await putBackPatch(attempt, tree)
    const reproduction = await reproduceStep(attempt, tree)
    const isFixable = attempt.task.verdict === 'FIXABLE' && reproduction.verdict !== 'cannot-run'
    if (!isFixable) return await investigateStep(attempt, tree, reproduction)
    const other = notReproduced(reproduction)
    if (other !== null) return toResult(attempt, { outcome: 'not_reproduced', summary: other })
    return (await autofixStep(attempt, tree)) ?? (await fixStep(attempt, tree))
  } finally {
    await tree.close()
  }
}
