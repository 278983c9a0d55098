import { existsSync } from 'node:fs'
import { run } from '@millwright/exec'
import { WorkspaceError } from './workspace-error.ts'

const REMOVE_MS_MAX = 10 * 60_000
const OUTPUT_BYTES_MAX = 10_000

/**
 * Removes a directory that strangers wrote in, as if it had never been; a missing one is no error.
 * The system's own `rm`: it follows no link, and paths may be too long to name in one call.
 * @throws WorkspaceError MW_WORKSPACE when something is left.
 */
export async function removeDirectory(dir: string): Promise<void> {
  if (!existsSync(dir)) return
  const limits = {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    timeoutMs: REMOVE_MS_MAX,
    outputBytesMax: OUTPUT_BYTES_MAX,
  }
  const remove = ['rm', '-rf', '--one-file-system', '--', dir]
  const first = await run(remove, limits)
  if (first.exitCode === 0) return
  // A folder that its owner may not write in cannot be emptied. Links are left alone by -R.
  await run(['chmod', '-R', 'u+rwX', '--', dir], limits)
  const second = await run(remove, limits)
  if (second.exitCode === 0) return
  throw new WorkspaceError('MW_WORKSPACE', `cannot remove ${dir}: ${second.stderr.trim()}`)
}
