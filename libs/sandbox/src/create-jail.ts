import type { ExecResult } from '@millwright/exec'
import { JAIL_WORKSPACE } from './bwrap-arguments.ts'
import { openCgroup } from './cgroup.ts'
import { findCgroup } from './find-cgroup.ts'
import { gitMountPoint } from './git-mount-point.ts'
import type { Jail, JailCommand, JailOptions } from './jail.ts'
import { allLimits, limitsHeld } from './jail-limits.ts'
import { runBare } from './run-bare.ts'
import { runBwrap } from './run-bwrap.ts'
import { SandboxError } from './sandbox-error.ts'

/**
 * A place to run commands of strangers in: no network, no secret, no process or file of ours, and
 * nothing writable but the workspace. It holds nothing open between commands.
 * @throws SandboxError in mode `bwrap` without the path of bubblewrap.
 */
export function createJail(options: JailOptions): Jail {
  const { mode, bwrap, workspace, logger } = options
  if (mode === 'bwrap' && bwrap === undefined) {
    throw new SandboxError('mode bwrap needs the path of bubblewrap: ask findSandbox for it')
  }
  const cgroup = findCgroup()
  const held = limitsHeld(mode, cgroup)
  const limits = allLimits(options.limits)
  const mountPoint = gitMountPoint(mode === 'bwrap' ? workspace : { dir: workspace.dir })
  logger?.debug({ mode, limits: held }, 'jail ready')

  async function run(command: JailCommand): Promise<ExecResult> {
    const group = cgroup === null ? null : openCgroup(cgroup, limits)
    try {
      await mountPoint.open()
      try {
        const inside = { options, limits, held, launcher: group?.launcher ?? [] }
        return await (mode === 'bwrap' ? runBwrap(command, inside) : runBare(command, inside))
      } finally {
        await mountPoint.close()
      }
    } finally {
      await group?.close()
    }
  }
  return { mode, dir: mode === 'bwrap' ? JAIL_WORKSPACE : workspace.dir, limits: held, run }
}
