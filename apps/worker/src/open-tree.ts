import { sharedKeys } from '@millwright/protocol'
import { openWorkspace, type Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'

/** The repository at exactly `head_sha`. */
export async function openTree(attempt: Attempt): Promise<Workspace> {
  const { task, epoch, parts } = attempt
  await attempt.enter('workspace', `checking out ${task.head_sha.slice(0, 12)} of ${task.repo}`)
  const token = await cloneToken(attempt)
  return openWorkspace({
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
}

/** Puts the change of an earlier attempt back, once nothing of it can reach the network any more. */
export async function putBackPatch({ saved }: Attempt, tree: Workspace): Promise<void> {
  if (saved.patch !== '') await tree.applyPatch(saved.patch)
}

/** The lead's short-lived token for this one repository, or the one that an operator set. */
async function cloneToken({ task, parts }: Attempt): Promise<string | null> {
  const stored = await parts.redis.get(sharedKeys.cloneToken(task.repo))
  const token = stored ?? parts.config.github.clone_token
  if (token !== null) parts.redact.add(token)
  return token
}
