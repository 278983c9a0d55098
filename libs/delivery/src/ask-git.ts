import { type ExecResult, GitError, type GitOptions, git } from '@millwright/exec'

/**
 * Runs a git command whose exit code is an answer. A command that was stopped has not answered.
 * Throws the signal's reason, and GitError when git was killed or ran out of time.
 */
export async function askGit(
  args: readonly string[],
  options: GitOptions,
): Promise<ExecResult & { exitCode: number }> {
  const result = await git(args, options)
  options.signal?.throwIfAborted()
  if (result.exitCode === null) throw new GitError(args, result)
  return { ...result, exitCode: result.exitCode }
}
