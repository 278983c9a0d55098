import { patchSha } from '@millwright/protocol'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printableLines } from '../printable.ts'
import { readTask } from '../read-task.ts'
import { createStatusClient } from '../status-client.ts'

/** `millwright tasks patch`: a task's patch as `git apply` reads it, to the byte. */
export async function printPatch(id: string, _: object, command: Command): Promise<void> {
  const { result, hold } = await readTask(createStatusClient(configOf(command)), id)
  const patch = result?.patch ?? ''
  if (patch === '')
    throw new CliError(
      'the task has no patch: millwright tasks show says what came of it',
      exitCode.notFound,
    )
  if (hold !== null && patchSha(patch) !== hold.patch_sha) {
    throw new CliError(
      'something in the patch was redacted on its way here, so it would not apply: see what it adds, and reject it when in doubt',
    )
  }
  process.stdout.write(process.stdout.isTTY ? printableLines(patch) : patch)
}
