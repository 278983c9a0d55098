import { type GitOptions, git } from './git.ts'
import type { ExecResult } from './run-options.ts'

/** How much of git's own complaint an error carries, in characters: the end says most. */
const STDERR_CHARS_MAX = 2000

/** A git command failed. Holds no token and no password. */
export class GitError extends Error {
  readonly code = 'MW_GIT'
  readonly exitCode: number | null
  readonly stderr: string

  constructor(args: readonly string[], result: ExecResult) {
    const stderr = result.stderr.slice(-STDERR_CHARS_MAX).trim()
    const command = args.join(' ').replaceAll(/\/\/[^/@\s]+@/g, '//')
    super(`git ${command.slice(0, STDERR_CHARS_MAX)} ${howItEnded(result)}: ${stderr}`)
    this.name = 'GitError'
    this.exitCode = result.exitCode
    this.stderr = stderr
  }
}

/**
 * As `git`, but the whole output of a command that succeeded.
 * @throws GitError when it exits with another code than 0, is killed, or prints more than is kept.
 * @throws the signal's reason when the signal fires.
 */
export async function gitOrThrow(
  args: readonly string[],
  options: GitOptions = {},
): Promise<ExecResult> {
  const result = await git(args, options)
  if (result.cancelled) options.signal?.throwIfAborted()
  if (result.exitCode !== 0 || result.truncated) throw new GitError(args, result)
  return result
}

function howItEnded(result: ExecResult): string {
  if (result.timedOut) return `took longer than its ${result.durationMs} ms and was stopped`
  if (result.exitCode === 0) return 'printed more than the limit allows'
  if (result.exitCode === null) return `was ended by ${result.signal ?? 'its caller'}`
  return `failed with exit code ${result.exitCode}`
}
