import { git } from '@millwright/exec'
import { pathProblem } from './path-problem.ts'
import { WorkspaceError } from './workspace-error.ts'

/** The listing of a larger tree than this many bytes is refused; about 600,000 files. */
const LISTING_BYTES_MAX = 64_000_000
const SYMLINK = '120000'
const SUBMODULE = '160000'

/**
 * Looks at the names of all files of a commit.
 * Gives back the paths of its submodules, which stay empty folders.
 * @throws WorkspaceError MW_TREE_REFUSED naming the first path that we do not check out.
 */
export async function checkTree(
  gitDir: string,
  headSha: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const listing = await git(['ls-tree', '-r', '-z', '--full-tree', headSha], {
    gitDir,
    signal,
    outputBytesMax: 2 * LISTING_BYTES_MAX,
  })
  signal.throwIfAborted()
  if (listing.exitCode !== 0 || listing.stdout.length > LISTING_BYTES_MAX) {
    throw new WorkspaceError('MW_TREE_REFUSED', `the tree of ${headSha} cannot be listed`)
  }
  const entries = listing.stdout.split('\0').filter(Boolean).map(parseEntry)
  for (const { path } of entries) {
    const problem = pathProblem(path)
    if (problem !== null) refuse(path, problem)
  }
  refuseFoldedLinks(entries)
  return new Set(entries.filter(({ mode }) => mode === SUBMODULE).map(({ path }) => path))
}

type Entry = { mode: string; path: string }

/** `<mode> <type> <object>\t<path>` */
function parseEntry(line: string): Entry {
  return { mode: line.slice(0, SYMLINK.length), path: line.slice(line.indexOf('\t') + 1) }
}

/**
 * `A/file` beside a link `a` is written through the link where case does not count
 * (CVE-2021-21300).
 */
function refuseFoldedLinks(entries: readonly Entry[]): void {
  const links = entries.filter(({ mode }) => mode === SYMLINK).map(({ path }) => fold(path))
  if (links.length === 0) return
  const folded = new Set(links)
  for (const { path } of entries) {
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      if (folded.has(fold(path.slice(0, at)))) refuse(path, 'is behind a link but for its case')
    }
  }
}

const fold = (path: string) => path.normalize('NFC').toLowerCase()

function refuse(path: string, problem: string): never {
  throw new WorkspaceError('MW_TREE_REFUSED', `"${path}" ${problem}: not checked out`)
}
