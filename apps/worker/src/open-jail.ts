import { dirname } from 'node:path'
import { createJail, type Jail, type JailOptions } from '@millwright/sandbox'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { depsMount, depsPath, depsVariables, placesIn } from './dependency-places.ts'
import { reportMount } from './report-place.ts'

/** Where the jail looks for programs when nothing comes before. */
const SYSTEM_PATH = [
  dirname(process.execPath),
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
]

/** A jail around the workspace of one attempt, with what setup installed; it holds nothing else. */
export function openJail(attempt: Attempt, tree: Workspace, readOnly = false): Jail {
  return jailOf(attempt, tree, { readOnly, mounts: [depsMount({ deps: tree.depsDir }, false)] }, {})
}

/** The same for commands whose test runners report what they ran. */
export function openReportingJail(attempt: Attempt, tree: Workspace): Jail {
  const mounts = [depsMount({ deps: tree.depsDir }, false), reportMount(tree)]
  return jailOf(attempt, tree, { mounts }, {})
}

/** What a jail has beyond what all jails of an attempt have. */
export type More = Pick<JailOptions, 'readOnly' | 'mounts' | 'proxySocket'>

/** @throws SandboxError when there is no jail to be had. */
export function jailOf(
  { parts, log }: Attempt,
  { dir, gitDir, mirrorObjects, diskFreeBytes, depsDir }: Workspace,
  more: More,
  variables: Readonly<Record<string, string>>,
): Jail {
  const { sandbox, config } = parts
  const jail = createJail({
    ...sandbox,
    workspace: { dir, gitDir, mirrorObjects, diskFreeBytes },
    readOnlyPaths: config.sandbox.read_only_paths,
    limits: { memoryMb: config.sandbox.memory_mb, processes: config.sandbox.processes },
    logger: log,
    ...more,
  })
  const places = placesIn(sandbox.mode, { deps: depsDir, cache: '' })
  const path = [...config.sandbox.tool_path, ...depsPath(places), ...SYSTEM_PATH]
  const env = { PATH: [...new Set(path)].join(':'), ...depsVariables(places), ...variables }
  return { ...jail, run: (command) => jail.run({ ...command, env: { ...env, ...command.env } }) }
}
