import { gitOrThrow } from '@millwright/exec'
import type { Remote } from './remote.ts'

/** Asking a remote for two names takes no longer, in milliseconds. */
const ASK_TIMEOUT_MS = 60_000

/** What the server says of the branch at this moment; one that does not exist has head null. */
export async function readRemote(
  remote: Remote,
): Promise<{ head: string | null; defaultBranch: string | null }> {
  const { url, branch, token, signal } = remote
  const ref = `refs/heads/${branch}`
  const args = ['ls-remote', '--symref', '--', url, 'HEAD', ref]
  const { stdout } = await gitOrThrow(args, { token, signal, timeoutMs: ASK_TIMEOUT_MS })
  let head: string | null = null
  let defaultBranch: string | null = null
  for (const line of stdout.split('\n')) {
    const [value = '', name = ''] = line.split('\t')
    const symbolic = /^ref: refs\/heads\/(.+)$/.exec(value)?.[1]
    if (symbolic !== undefined && name === 'HEAD') defaultBranch = symbolic
    // git matches the end of a name, so `x/refs/heads/feat` may be listed as well.
    else if (name === ref && /^[0-9a-f]{40}$/.test(value)) head = value
  }
  return { head, defaultBranch }
}
