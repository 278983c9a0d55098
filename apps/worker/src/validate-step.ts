import { type Validation, validateTwice } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import { applyAndInstall } from './apply-and-install.ts'
import type { Attempt } from './attempt.ts'
import { commandJail } from './command-jail.ts'
import { commandMs, validationCommands } from './commands.ts'
import { reportPlace } from './report-place.ts'

/** Green runs that each command needs where the same commit was green and red before. */
const FLAKY_RUNS = 3
const PROOFS_MAX = 20

/** Proves a patch twice; leaves the tree as `head_sha` with the patch. */
export async function validateStep(
  attempt: Attempt,
  tree: Workspace,
  patch: string,
): Promise<Validation> {
  const commands = validationCommands(attempt.task)
  const { whole } = attempt.saved
  const all = whole === null ? '' : `, then all of ${whole.command}`
  await attempt.enter('validate', `running ${commands.join('; ')}${all}`)
  const isFlaky = attempt.saved.reproduction?.isFlaky === true
  const validation = await validateTwice({
    tree: {
      reset: () => tree.reset(),
      applyPatch: (text) => applyAndInstall(attempt, tree, text),
      restore: (isMatch) => tree.restore(isMatch),
    },
    patch,
    jail: commandJail(attempt, tree),
    commands,
    runs: isFlaky ? Math.min(FLAKY_RUNS, Math.floor(PROOFS_MAX / commands.length)) : 1,
    timeoutMs: commandMs(attempt),
    signal: attempt.signal,
    redact: attempt.parts.redact,
    reports: await reportPlace(attempt, tree),
    before: attempt.saved.reproduction?.proofs ?? [],
    targets: attempt.task.inputs.diagnosis.failing_tests,
    whole,
  })
  attempt.say('validate', validation.lost ?? validation.verdict)
  return validation
}
