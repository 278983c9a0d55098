import { sharedKeys } from '@millwright/protocol'
import { openWorkspace, type Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'

/** The repository at exactly `head_sha`, with the change of an earlier attempt put back. */
export async function openTree(attempt: Attempt): Promise<Workspace> {
  const { task, epoch, parts, saved } = attempt
  await attempt.enter('workspace', `checking out ${task.head_sha.slice(0, 12)} of ${task.repo}`)
  const token = await cloneToken(attempt)
  const tree = await openWorkspace({
    dataDir: parts.config.data_dir,
    repo: task.repo,
    gitUrl: parts.config.github.git_url,
    headSha: task.head_sha,
    taskId: task.task_id,
    epoch,
    signal: attempt.signal,
    logger: attempt.log,
    ...(token === null ? {} : { token }),
  })
  if (saved.patch === '') return tree
  try {
    await tree.applyPatch(saved.patch)
    return tree
  } catch (error) {
    await tree.close()
    throw error
  }
}

/** The lead's short-lived token for this one repository, or the one that an operator set. */
async function cloneToken({ task, parts }: Attempt): Promise<string | null> {
  const stored = await parts.redis.get(sharedKeys.cloneToken(task.repo))
  const token = stored ?? parts.config.github.clone_token
  if (token !== null) parts.redact.add(token)
  return token
}
