import { resolve } from 'node:path'
import { type GitOptions, git, gitOrThrow } from '@millwright/exec'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'

/** Either side is a commit under any name; nothing stands for what is checked out. */
const RANGE = /^(.{0,200}?)(\.{2,3})(?!\.)(.{0,200})$/
const PATCH_BYTES_MAX = 50_000_000

/**
 * What a range of commits changes, as git writes it, and the commit that it starts from: `A..B`
 * from A, `A...B` from where B left A, `A` alone from A to what is checked out.
 * @throws CliError when the range names no commits.
 */
export async function patchOfRange(repoDir: string, range: string) {
  const options: GitOptions = { cwd: resolve(repoDir), outputBytesMax: PATCH_BYTES_MAX }
  const [, from = range, dots = '..', to = ''] = RANGE.exec(range) ?? []
  const [start, end] = [await commitOf(options, from), await commitOf(options, to)]
  const base = dots === '...' ? await mergeBase(options, start, end) : start
  const diff = ['diff', '--binary', '--full-index', '--no-color', base, end]
  const { stdout } = await gitOrThrow(diff, options)
  return { base, patch: stdout }
}

async function commitOf(options: GitOptions, name: string): Promise<string> {
  const wanted = name === '' ? 'HEAD' : name
  const ask = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${wanted}^{commit}`]
  const { exitCode: code, stdout } = await git(ask, options)
  if (code !== 0) throw new CliError(`there is no commit ${wanted}`, exitCode.notFound)
  return stdout.trim()
}

async function mergeBase(options: GitOptions, one: string, other: string): Promise<string> {
  const { exitCode: code, stdout } = await git(['merge-base', one, other], options)
  if (code !== 0) throw new CliError('the two commits have no common past', exitCode.notFound)
  return stdout.trim()
}
