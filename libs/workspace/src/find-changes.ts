import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '@millwright/exec'
import { checkGitFiles } from './check-git-files.ts'
import { placeOf, type Tree } from './git-directory.ts'
import { pathProblem } from './path-problem.ts'
import { WorkspaceError } from './workspace-error.ts'

/** More changed files than this are no fix; a build without an ignore rule makes as many. */
const FILES_MAX = 2000
/** All changed files together, in bytes, before they are read. */
const BYTES_MAX = 50_000_000
const LISTING_BYTES_MAX = 2_000_000
const LISTING_MS_MAX = 60_000

export type Changes = {
  /** Paths to take in as they are: files and links. */
  present: string[]
  /** Paths that are no longer in the tree. */
  gone: string[]
}

/**
 * Finds what differs from the index, ignored files left out, and refuses what git could not take
 * in safely. Nothing is opened: names and sizes decide.
 * @throws WorkspaceError MW_TREE_REFUSED or MW_PATCH_LIMIT naming the path.
 */
export async function findChanges(
  tree: Tree,
  index: string,
  submodules: ReadonlySet<string>,
): Promise<Changes> {
  await checkGitFiles(tree.dir)
  const changes: Changes = { present: [], gone: [] }
  let bytes = 0
  const isBehindLink = linkFinder(tree.dir)
  for (const path of await listChanges(tree, index)) {
    const problem = path.includes('\uFFFD') ? 'is not UTF-8' : pathProblem(path.replace(/\/$/, ''))
    if (problem !== null) refuse(path, problem)
    const found = (await isBehindLink(path)) ? null : await look(join(tree.dir, path))
    const isSubmodule = submodules.has(path)
    if (found === null || (found.isDirectory() && !path.endsWith('/') && !isSubmodule)) {
      if (!isSubmodule) changes.gone.push(path)
      continue
    }
    if (found.isDirectory()) refuse(path, 'is a repository of its own')
    if (!found.isFile() && !found.isSymbolicLink()) refuse(path, 'is neither file nor link')
    if (found.isFile() && found.nlink > 1) refuse(path, 'is one file under several names')
    bytes += found.size
    if (bytes > BYTES_MAX) limit(`${path}: the changed files hold more than ${BYTES_MAX} bytes`)
    changes.present.push(path)
  }
  return changes
}

async function listChanges(tree: Tree, index: string): Promise<string[]> {
  const what = ['--modified', '--deleted', '--others', '--exclude-standard']
  const listed = await git(['ls-files', '-z', ...what], {
    ...placeOf(tree),
    env: { GIT_INDEX_FILE: index },
    timeoutMs: LISTING_MS_MAX,
    outputBytesMax: LISTING_BYTES_MAX,
  })
  const paths = [...new Set(listed.stdout.split('\0').filter(Boolean))]
  if (listed.truncated || paths.length > FILES_MAX) {
    limit(`more than ${FILES_MAX} files were changed, ${paths[0] ?? ''} for one`)
  }
  if (listed.exitCode !== 0) refuse('.', `cannot be listed: ${listed.stderr.trim()}`)
  return paths
}

/** Null when there is nothing. */
async function look(path: string) {
  try {
    return await lstat(path)
  } catch {
    return null
  }
}

/** Says whether a folder above a path is a link by now, so that the path is not in the tree. */
function linkFinder(root: string) {
  const known = new Map<string, boolean>()
  return async (path: string): Promise<boolean> => {
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      const folder = path.slice(0, at)
      const isLink =
        known.get(folder) ?? (await look(join(root, folder)))?.isSymbolicLink() ?? false
      known.set(folder, isLink)
      if (isLink) return true
    }
    return false
  }
}

function refuse(path: string, problem: string): never {
  throw new WorkspaceError('MW_TREE_REFUSED', `"${path}" ${problem}: no patch can carry it`)
}

function limit(message: string): never {
  throw new WorkspaceError('MW_PATCH_LIMIT', message)
}
