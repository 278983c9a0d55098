import { type Reproduction, reproduce } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { COMMAND_MS_MAX, commandMs, LOOK_COMMAND_MS_MAX, replayCommands } from './commands.ts'
import { openJail } from './open-jail.ts'

/** Shows the failure at `head_sha` before anything is paid for. */
export async function reproduceStep(attempt: Attempt, tree: Workspace): Promise<Reproduction> {
  if (attempt.saved.reproduction !== null) return attempt.saved.reproduction
  const commands = replayCommands(attempt.task)
  const isFixable = attempt.task.verdict === 'FIXABLE'
  await attempt.enter('reproduce', `running ${commands.join('; ')}`)
  const reproduction = await reproduce({
    jail: openJail(attempt, tree),
    commands,
    timeoutMs: commandMs(attempt, isFixable ? COMMAND_MS_MAX : LOOK_COMMAND_MS_MAX),
    signal: attempt.signal,
    redact: attempt.parts.redact,
  })
  // What the commands left behind must not look like a change.
  await tree.reset()
  await attempt.save({ reproduction })
  attempt.say('reproduce', reproduction.verdict)
  return reproduction
}
