import { type Validation, validateTwice } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { commandMs, validationCommands } from './commands.ts'
import { openJail } from './open-jail.ts'

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
  await attempt.enter('validate', `running ${commands.join('; ')}`)
  const isFlaky = attempt.saved.reproduction?.isFlaky === true
  const validation = await validateTwice({
    tree: {
      reset: () => tree.reset(),
      applyPatch: (text) => tree.applyPatch(text),
      restore: (isMatch) => tree.restore(isMatch),
    },
    patch,
    jail: openJail(attempt, tree),
    commands,
    runs: isFlaky ? Math.min(FLAKY_RUNS, Math.floor(PROOFS_MAX / commands.length)) : 1,
    timeoutMs: commandMs(attempt),
    signal: attempt.signal,
    redact: attempt.parts.redact,
  })
  attempt.say('validate', validation.verdict)
  return validation
}
