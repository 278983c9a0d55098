import { secretsOf } from '@millwright/config'
import type { TaskResult } from '@millwright/protocol'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { commandMs } from './commands.ts'
import { isAboutParts } from './is-about-parts.ts'
import { NetworkAccount } from './network-account.ts'
import { openJail } from './open-jail.ts'
import { setupJail, setupOf } from './setup-jail.ts'
import { takePatch } from './take-patch.ts'
import { reproducedRuns, toResult, validatedEnd } from './to-result.ts'
import { validateStep } from './validate-step.ts'

/**
 * Lets the diagnosis' own command (formatter, linter, lockfile refresh) settle the failure, without
 * a model. Null when there is none or it did not; then the tree is as it was.
 */
export async function autofixStep(attempt: Attempt, tree: Workspace): Promise<TaskResult | null> {
  const command = attempt.task.inputs.diagnosis.autofix
  if (command === null || attempt.saved.autofix_failed) return null
  await attempt.enter('autofix', `running ${command}`)
  const { signal } = attempt
  // Its exit code tells nothing: a linter that fixed one thing still complains about another.
  await autofixJail(attempt, tree).run({ command, timeoutMs: commandMs(attempt), signal })
  signal.throwIfAborted()
  const taken = await takePatch(tree, secretsOf(attempt.parts.config))
  if (taken.kind === 'patch' && taken.patch !== '') {
    const { patch } = taken
    const validation = await validateStep(attempt, tree, patch)
    if (validation.verdict !== 'red') {
      const end = validatedEnd(validation, reproducedRuns(attempt))
      return toResult(attempt, {
        ...end,
        summary: `${command}: ${end.summary}`,
        patch,
        validation,
        fixedBy: 'autofix',
      })
    }
  }
  await tree.reset()
  await attempt.save({ autofix_failed: true })
  attempt.say('autofix', 'did not settle it')
  return null
}

/** A lockfile is refreshed by asking the registry; the command is a rule's, not the repository's. */
function autofixJail(attempt: Attempt, tree: Workspace) {
  const setup = isAboutParts(attempt.task) ? setupOf(attempt) : null
  if (setup === null) return openJail(attempt, tree)
  return setupJail(attempt, tree, setup, new NetworkAccount())
}
