import type { Proof, TaskResult } from '@millwright/protocol'
import { type Workspace, WorkspaceError } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { isAboutParts } from './is-about-parts.ts'
import { runSetup, setupProblem } from './run-setup.ts'
import { setupOf } from './setup-jail.ts'
import { toResult } from './to-result.ts'

/**
 * Installs what the repository needs, as its operator configured it. Gives back the end of the
 * task when that fails: a failure that could not even be repeated is nobody's to fix. Null when
 * the work can go on.
 */
export async function setupStep(attempt: Attempt, tree: Workspace): Promise<TaskResult | null> {
  const setup = setupOf(attempt)
  if (setup === null) return null
  await attempt.enter('setup', `running ${setup.commands.join('; ')}`)
  const proofs = await runSetup(attempt, tree, setup)
  await attempt.save({ setup: proofs })
  const problem = setupProblem(proofs) ?? (await keep(tree))
  if (problem === null) {
    attempt.say('setup', `ready after ${seconds(proofs)} s`)
    return null
  }
  attempt.say('setup', problem)
  if (isAboutParts(attempt.task)) {
    // Then the failure at hand is that very thing, and its own command shows it.
    await tree.reset()
    return null
  }
  const summary = `Setup failed, so the failure itself was not looked at: ${problem}`
  return toResult(attempt, { outcome: 'failed', summary })
}

async function keep(tree: Workspace): Promise<string | null> {
  try {
    await tree.keepSetup()
    return null
  } catch (error) {
    if (error instanceof WorkspaceError && error.code === 'MW_SETUP_REFUSED') return error.message
    throw error
  }
}

function seconds(proofs: readonly Proof[]): string {
  return (proofs.reduce((sum, proof) => sum + proof.duration_ms, 0) / 1000).toFixed(1)
}
