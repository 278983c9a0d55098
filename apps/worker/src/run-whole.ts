import type { Proof } from '@millwright/protocol'
import { isCounted, type ProofOptions, runProofs } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { wholeCommand } from './commands.ts'

/**
 * Runs the step's own command at `head_sha`, where the diagnosis repeats less than it: what fails
 * besides the failure at hand is known before anything is changed. Null where it is the same
 * command, or one whose tests nobody counts, so that its red would say nothing; CI judges that.
 */
export async function runWhole(
  attempt: Attempt,
  tree: Workspace,
  options: Omit<ProofOptions, 'commands'>,
): Promise<Proof | null> {
  const command = wholeCommand(attempt.task)
  if (command === null || !(await isCounted(command, options))) return null
  attempt.say('reproduce', `running all of ${command}`)
  const [proof] = await runProofs({ ...options, commands: [command], scope: 'whole' })
  await tree.reset()
  if (proof?.tests === undefined || proof.timed_out) return null
  if (attempt.parts.sandbox.mode === 'bwrap') return proof
  // Without a jail the tree stands elsewhere for a worker that goes on with this task, and the names
  // of tests may hold its path: then numbers alone are compared.
  const { failed_tests: _, ...counted } = proof
  return counted
}
