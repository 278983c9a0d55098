import { join } from 'node:path'
import type { PublishOptions } from '@millwright/delivery'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'

/** What a task's fix and its revert are both made with: the same each time. */
export function commitOptions(
  { config }: Parts,
  { task }: TaskRecord,
  token: string,
): Omit<PublishOptions, 'patch' | 'objectToIndex' | 'message'> {
  const { repo, head_sha, inputs, created_at } = task
  return {
    dataDir: join(config.data_dir, 'delivery'),
    repo,
    gitUrl: config.github.git_url,
    token,
    branch: inputs.branch,
    protectedBranches: config.repositories[repo]?.protected_branches ?? [],
    headSha: head_sha,
    committedAt: created_at,
  }
}
