import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git, run } from '@millwright/exec'
import { checkGitFiles } from './check-git-files.ts'
import { sizesOf } from './disk-use.ts'
import { placeOf, type Tree } from './git-directory.ts'
import { removeDirectory } from './remove-directory.ts'
import { restorePaths } from './restore.ts'
import { stage } from './stage.ts'
import { WorkspaceError } from './workspace-error.ts'

/** Folders, and files outside new folders, that setup may add where nothing ignores them. */
const ADDITIONS_MAX = 2000
const LISTING_BYTES_MAX = 1_000_000
/** What a tree may hold after setup, in bytes: it is copied for each reset. */
const SETUP_BYTES_MAX = 10_000_000_000
const COPY_MS_MAX = 10 * 60_000
const OUTPUT_BYTES_MAX = 10_000
const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C' }

/**
 * Hides what setup has added from every later comparison, puts the commit's own files back, and
 * copies the tree to `place`. Only ever after everything that ran in the jail has ended.
 * @throws WorkspaceError MW_SETUP_REFUSED.
 */
export async function keepSetup(
  tree: Tree,
  submodules: ReadonlySet<string>,
  place: string,
  bytesMax = SETUP_BYTES_MAX,
): Promise<void> {
  await asSetup(() => checkGitFiles(tree.dir))
  const patterns = (await additions(tree)).map(ignorePattern)
  await appendFile(join(tree.gitDir, 'info/exclude'), patterns.map((line) => `${line}\n`).join(''))
  await undoOtherChanges(tree, submodules)
  await refuseLarge(tree.dir, bytesMax)
  await removeDirectory(place)
  await copyTree(tree.dir, place)
}

/**
 * Copies what setup installed outside the tree to `place`.
 * @throws WorkspaceError MW_SETUP_REFUSED.
 */
export async function keepDeps(
  deps: string,
  place: string,
  bytesMax = SETUP_BYTES_MAX,
): Promise<void> {
  await refuseLarge(deps, bytesMax)
  await removeDirectory(place)
  await copyTree(deps, place)
}

/** @throws WorkspaceError MW_WORKSPACE, such as for a full disk. */
export async function copyTree(from: string, to: string): Promise<void> {
  // The system's own `cp`: it follows no link, and shares blocks where the file system can.
  const copied = await run(['cp', '-a', '--reflink=auto', '--', from, to], {
    env: environment,
    timeoutMs: COPY_MS_MAX,
    outputBytesMax: OUTPUT_BYTES_MAX,
  })
  if (copied.exitCode === 0) return
  throw new WorkspaceError('MW_WORKSPACE', `cannot copy ${from}: ${copied.stderr.trim()}`)
}

async function additions(tree: Tree): Promise<string[]> {
  const listed = await git(['ls-files', '-z', '--others', '--directory', '--exclude-standard'], {
    ...placeOf(tree),
    outputBytesMax: LISTING_BYTES_MAX,
  })
  const paths = listed.stdout.split('\0').filter(Boolean)
  if (listed.exitCode !== 0) refuse(`the tree cannot be listed: ${listed.stderr.trim()}`)
  if (listed.truncated || paths.length > ADDITIONS_MAX) {
    refuse(`it added more than ${ADDITIONS_MAX} files outside folders of its own`)
  }
  return paths
}

/** Matches exactly one path, as gitignore(5) says; a line break cannot be written there. */
function ignorePattern(path: string): string {
  if (/[\r\n\uFFFD]/.test(path)) refuse('it added a file whose name is no line of text')
  return `/${path}`
    .replaceAll(/[*?[\]\\]/g, '\\$&')
    .replace(/ +$/, (blanks) => '\\ '.repeat(blanks.length))
}

/** A lockfile that was rewritten, a file that was removed: nothing of that is the fix. */
async function undoOtherChanges(tree: Tree, submodules: ReadonlySet<string>): Promise<void> {
  const left = await asSetup(async () => {
    const index = await stage(tree, submodules)
    if (index !== null) await restorePaths(tree, index, () => true)
    return await stage(tree, submodules)
  })
  if (left !== null) refuse('files of the commit cannot be put back')
}

/** What is wrong with the tree is the setup's doing. */
async function asSetup<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof WorkspaceError)) throw cause
    throw new WorkspaceError('MW_SETUP_REFUSED', `after setup ${cause.message}`, { cause })
  }
}

async function refuseLarge(dir: string, bytesMax: number): Promise<void> {
  const bytes = (await sizesOf([dir])).get(dir) ?? Number.POSITIVE_INFINITY
  if (bytes > bytesMax) refuse(`it holds more than ${bytesMax} bytes`)
}

function refuse(problem: string): never {
  throw new WorkspaceError('MW_SETUP_REFUSED', `what setup left cannot be kept: ${problem}`)
}
