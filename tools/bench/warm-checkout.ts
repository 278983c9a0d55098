import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gitOrThrow } from '../../libs/exec/src/index.ts'
import { createGitRepository, logSink } from '../../libs/testing/src/index.ts'
import { openWorkspace, type Workspace } from '../../libs/workspace/src/index.ts'
import { inTurns } from './in-turns.ts'

const ROUNDS = 15
const FILES = 3000
const FILE_BYTES = 4000

/** A checkout of a commit that the mirror has, and what git itself takes for one. */
export async function timeWarmCheckout(): Promise<Record<string, number[]>> {
  const root = await mkdtemp(join(tmpdir(), 'millwright-bench-'))
  const files = Array.from({ length: FILES }, (_, n) => [
    `src/part-${n % 50}/file-${n}.txt`,
    `${n} `.repeat(FILE_BYTES / `${n} `.length),
  ])
  const origin = await createGitRepository(
    join(root, 'git/acme/web.git'),
    Object.fromEntries(files),
  )
  const headSha = await origin.head()
  const { logger } = logSink()
  const mirror = join(root, 'data/mirrors/acme__web.git')
  let epoch = 0
  const opened: Workspace[] = []
  const open = async () => {
    epoch += 1
    const where = { dataDir: join(root, 'data'), repo: 'acme/web', gitUrl: `file://${root}/git` }
    const { signal } = new AbortController()
    opened.push(await openWorkspace({ ...where, headSha, taskId: 'task', epoch, signal, logger }))
  }
  const addWorktree = () => {
    epoch += 1
    const place = join(root, `worktree-${epoch}`)
    return gitOrThrow(['worktree', 'add', '--detach', place, headSha], { gitDir: mirror })
  }
  try {
    await open()
    return await inTurns(ROUNDS, { 'git worktree add': addWorktree, 'our workspace': open })
  } finally {
    for (const workspace of opened) await workspace.close()
    await rm(root, { recursive: true, force: true })
  }
}
