import { dirname } from 'node:path'
import { createJail, type Jail } from '@millwright/sandbox'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'

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

/** A jail around the workspace of one attempt; it holds nothing else. */
export function openJail(
  { parts, log }: Attempt,
  { dir, gitDir, mirrorObjects }: Workspace,
  readOnly = false,
): Jail {
  const { sandbox, config } = parts
  const jail = createJail({
    ...sandbox,
    workspace: { dir, gitDir, mirrorObjects },
    readOnly,
    readOnlyPaths: config.sandbox.read_only_paths,
    limits: { memoryMb: config.sandbox.memory_mb, processes: config.sandbox.processes },
    logger: log,
  })
  const { tool_path: toolPath } = config.sandbox
  if (toolPath.length === 0) return jail
  const PATH = [...new Set([...toolPath, ...SYSTEM_PATH])].join(':')
  return { ...jail, run: (command) => jail.run({ ...command, env: { PATH, ...command.env } }) }
}
