import { run } from '@millwright/exec'
import { WorkspaceError } from './workspace-error.ts'

/** All files of a tree that git reads for itself, in bytes; it holds them in memory at once. */
const BYTES_MAX = 10_000_000
const LISTING_BYTES_MAX = 2_000_000
const LISTING_MS_MAX = 60_000

const isRead = ['(', '-name', '.gitignore', '-o', '-name', '.gitattributes', ')']
const isSpecial = ['(', '-type', 'p', '-o', '-type', 'c', '-o', '-type', 'b', ')']

/**
 * Refuses a tree whose `.gitignore` and `.gitattributes` git must not open. Git does so wherever it
 * finds them, would wait for the writer of a pipe for ever, and before 2.46 reads a file of any
 * size: one that is all hole takes no disk and gigabytes of memory.
 * @throws WorkspaceError MW_TREE_REFUSED.
 */
export async function checkGitFiles(dir: string): Promise<void> {
  const special = [...isSpecial, '-printf', 'special %P\\0']
  const file = ['-type', 'f', '-printf', '%s\\0']
  const found = await run(['find', '-P', dir, ...isRead, '(', ...special, '-o', ...file, ')'], {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    timeoutMs: LISTING_MS_MAX,
    outputBytesMax: LISTING_BYTES_MAX,
  })
  const entries = found.stdout.split('\0').filter(Boolean)
  const pipe = entries.find((entry) => entry.startsWith('special '))
  if (pipe !== undefined) refuse(`"${pipe.slice('special '.length)}" is neither file nor link`)
  const bytes = entries.reduce((sum, size) => sum + Number(size), 0)
  if (found.truncated || found.timedOut || bytes > BYTES_MAX)
    refuse(`its .gitignore and .gitattributes hold more than ${BYTES_MAX} bytes`)
}

function refuse(problem: string): never {
  throw new WorkspaceError('MW_TREE_REFUSED', `${problem}: no patch can carry it`)
}
