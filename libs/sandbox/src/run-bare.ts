import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ExecResult, run } from '@millwright/exec'
import type { JailCommand } from './jail.ts'
import { limitArguments } from './jail-limits.ts'
import { type Inside, JAIL_OUTPUT_BYTES_MAX, JAIL_PRINTED_BYTES_MAX } from './run-bwrap.ts'
import { searchPath } from './system-mounts.ts'

/** Mode `none`: an environment without secrets and limits are all the protection there is. */
export async function runBare(command: JailCommand, inside: Inside): Promise<ExecResult> {
  const { options, limits, held, launcher } = inside
  const home = await mkdtemp(join(tmpdir(), 'millwright-home-'))
  const program =
    typeof command.command === 'string' ? ['/bin/sh', '-c', command.command] : command.command
  try {
    return await run([...launcher, ...limitArguments(limits, held), ...program], {
      cwd: options.workspace.dir,
      env: { PATH: searchPath(), HOME: home, LANG: 'C.UTF-8', CI: 'true', ...command.env },
      timeoutMs: command.timeoutMs,
      signal: command.signal,
      stdin: command.stdin,
      outputBytesMax: command.outputBytesMax ?? JAIL_OUTPUT_BYTES_MAX,
      printedBytesMax: JAIL_PRINTED_BYTES_MAX,
      onOutput: command.onOutput,
      reopenable: true,
    })
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
