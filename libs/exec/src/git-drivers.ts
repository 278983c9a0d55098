import { run } from './run.ts'
import type { RunOptions } from './run-options.ts'

/** Configuration keys with a name in the middle whose value git would run. */
const commandKeys = [
  /^filter\..*\.(clean|smudge|process|required)$/s,
  /^merge\..*\.driver$/s,
  /^diff\..*\.(command|textconv)$/s,
  /^trailer\..*\.(command|cmd)$/s,
  /^hook\..*\.command$/s,
  /^credential\..*\.helper$/s,
  /^remote\..*\.vcs$/s,
]

/** These read neither attributes nor files of a working tree, and talk to no other repository. */
const harmless = new Set([
  'cat-file',
  'check-ref-format',
  'config',
  'for-each-ref',
  'init',
  'ls-tree',
  'merge-base',
  'rev-list',
  'rev-parse',
  'show-ref',
  'symbolic-ref',
  'update-ref',
])

/**
 * The driver settings that the repository's own configuration makes. Git has no switch against
 * them all, so each is overruled by name.
 * An unreadable configuration yields none; the command itself then fails on it.
 */
export async function gitDrivers(
  command: string,
  options: Pick<RunOptions, 'env' | 'cwd' | 'signal' | 'timeoutMs' | 'outputBytesMax'>,
): Promise<readonly string[]> {
  if (harmless.has(command)) return []
  const listed = await run(['git', 'config', '--list', '--name-only', '-z'], options)
  const keys = listed.stdout.split('\0').filter((key) => commandKeys.some((k) => k.test(key)))
  return [...new Set(keys)]
}
