import type { ExecResult } from '@millwright/exec'
import { JAIL_WORKSPACE } from './bwrap-arguments.ts'
import { openCgroup } from './cgroup.ts'
import { findCgroup } from './find-cgroup.ts'
import { gitMountPoint } from './git-mount-point.ts'
import type { Jail, JailCommand, JailOptions } from './jail.ts'
import { allLimits, limitsHeld } from './jail-limits.ts'
import { freeBytes, type JailWatch, watchJail } from './jail-watch.ts'
import { runBare } from './run-bare.ts'
import { runBwrap } from './run-bwrap.ts'
import { SandboxError } from './sandbox-error.ts'

/**
 * A place to run commands of strangers in: no network, no secret, no process or file of ours, and
 * nothing writable but the workspace. It holds nothing open between commands. `cgroup` is a
 * parameter for tests.
 * @throws SandboxError in mode `bwrap` without the path of bubblewrap.
 */
export function createJail(options: JailOptions, cgroup = findCgroup()): Jail {
  const { mode, bwrap, workspace, logger } = options
  if (mode === 'bwrap' && bwrap === undefined) {
    throw new SandboxError('mode bwrap needs the path of bubblewrap: ask findSandbox for it')
  }
  const held = limitsHeld(mode, cgroup)
  const limits = allLimits(options.limits)
  // Once for all commands: together they may not take what one of them may not.
  const freeBefore = workspace.diskFreeBytes ?? freeBytes(workspace.dir)
  const mountPoint = gitMountPoint(mode === 'bwrap' ? workspace : { dir: workspace.dir })
  logger?.debug({ mode, limits: held }, 'jail ready')

  async function run(command: JailCommand): Promise<ExecResult> {
    const group = cgroup === null ? null : openCgroup(cgroup, limits)
    const watch = watchJail(workspace.dir, limits, held, freeBefore)
    const signals = [watch.signal, ...(command.signal === undefined ? [] : [command.signal])]
    const watched = { ...command, signal: AbortSignal.any(signals) }
    try {
      await mountPoint.open()
      try {
        const inside = { options, limits, held, launcher: group?.launcher ?? [], watch }
        const run = mode === 'bwrap' ? runBwrap : runBare
        return settled(await run(watched, inside), watch, command)
      } finally {
        await mountPoint.close()
      }
    } finally {
      await watch.close()
      await group?.close()
    }
  }
  return { mode, dir: mode === 'bwrap' ? JAIL_WORKSPACE : workspace.dir, limits: held, run }
}

/** A command that we have killed says so, where people and models look. */
function settled(result: ExecResult, watch: JailWatch, { signal }: JailCommand): ExecResult {
  const problem = watch.problem()
  if (problem === null) return result
  const note = `\n[killed: ${problem}]\n`
  return {
    ...result,
    exitCode: null,
    signal: 'SIGKILL',
    cancelled: signal?.aborted === true,
    stderr: result.stderr + note,
    output: result.output + note,
  }
}
