import { readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { GitError, git } from '@millwright/exec'
import { RepositoryName, Sha } from '@millwright/protocol'
import { forgetOldHeads, HEADS } from './forget-old-heads.ts'
import { makeMirror } from './make-mirror.ts'
import { WorkspaceError } from './workspace-error.ts'

export type MirrorOptions = {
  dataDir: string
  /** `owner/name` */
  repo: string
  /** The repository is at `<gitUrl>/<owner>/<name>.git`. */
  gitUrl: string
  headSha: string
  /** Sent as HTTP credentials, kept nowhere. */
  token?: string | undefined
  signal: AbortSignal
}

export type Mirror = { dir: string; objects: string; wasFetched: boolean }

/** For one fetch; the first one of a repository brings all of its history. */
const FETCH_TIMEOUT_MS = 20 * 60_000
/** How long to wait for another fetch into the same mirror, in seconds. */
const LOCK_SECONDS_MAX = 20 * 60
/** flock(1) ends so when the lock was not had in time. */
const LOCK_EXIT_CODE = 75

/**
 * Brings one commit with its history into the mirror of its repository, unless it is there.
 * Fetches into one mirror follow one another; the lock goes with the processes that hold it, so
 * one that was killed keeps nobody waiting.
 * @throws WorkspaceError MW_HEAD_GONE when the server no longer has the commit.
 * @throws GitError when the server cannot be reached or refuses us.
 */
export async function fetchIntoMirror(options: MirrorOptions): Promise<Mirror> {
  const headSha = Sha.parse(options.headSha)
  const repo = RepositoryName.parse(options.repo)
  const mirrors = join(options.dataDir, 'mirrors')
  const dir = join(mirrors, `${repo.replace('/', '__')}.git`)
  const mirror = { dir, objects: join(dir, 'objects') }
  await noteUse(dir, headSha)
  if (await isFetched(dir, headSha)) return { ...mirror, wasFetched: false }
  await makeMirror(mirrors, dir)
  const url = `${options.gitUrl.replace(/\/+$/, '')}/${repo}.git`
  await fetch(url, dir, { ...options, headSha })
  await forgetOldHeads(dir)
  return { ...mirror, wasFetched: true }
}

/** What was used last is removed last: the mirror by `tidyMirrors`, the commit by `forgetOldHeads`. */
async function noteUse(dir: string, headSha: string): Promise<void> {
  const now = new Date()
  for (const path of [dir, join(dir, HEADS, headSha)]) {
    // Not fetched yet: then it is as young as it can be, soon.
    await utimes(path, now, now).catch(() => undefined)
  }
}

/** Git writes this file last, once everything that the commit needs is there. */
async function isFetched(dir: string, headSha: string): Promise<boolean> {
  try {
    return (await readFile(join(dir, HEADS, headSha), 'utf8')).trim() === headSha
  } catch {
    return false
  }
}

/** Runs with the lock held, so whatever these match was left by a fetch that was killed. */
const cleanThenRun =
  'rm -f -- "$0"/objects/pack/tmp_* "$0"/refs/millwright/*.lock "$0"/*.lock; exec "$@"'

async function fetch(url: string, dir: string, options: MirrorOptions): Promise<void> {
  const { headSha, signal } = options
  const lock = ['flock', '--exclusive', `--timeout=${LOCK_SECONDS_MAX}`]
  const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', url]
  const fetched = await git([...args, `${headSha}:${HEADS}/${headSha}`], {
    gitDir: dir,
    token: options.token,
    signal,
    timeoutMs: FETCH_TIMEOUT_MS,
    allowFile: options.gitUrl.startsWith('file:'),
    launcher: [
      ...[...lock, `--conflict-exit-code=${LOCK_EXIT_CODE}`, `${dir}.lock`],
      ...['sh', '-c', cleanThenRun, dir],
    ],
  })
  signal.throwIfAborted()
  if (fetched.exitCode === 0) return
  if (fetched.exitCode === LOCK_EXIT_CODE) {
    throw new WorkspaceError('MW_WORKSPACE', `another fetch holds ${dir} for too long`)
  }
  // The protocol's own words (upload-pack.c, fetch-pack.c); git has one exit code for everything.
  if (/not our ref|unadvertised object/.test(fetched.stderr)) {
    throw new WorkspaceError(
      'MW_HEAD_GONE',
      `${options.repo} no longer has ${headSha}: the branch was rewritten or removed`,
    )
  }
  throw new GitError(args, fetched)
}
