import { join } from 'node:path'
import { commitMessage, type PublishOptions } from '@millwright/delivery'
import { objectionToIndex } from '@millwright/gate'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from './parts.ts'

/** What the one commit of a task is made of: the same each time, so that it can be found again. */
export function fixOptions(
  { config }: Parts,
  record: TaskRecord,
  patch: string,
  token: string,
): PublishOptions {
  const { repo, head_sha, inputs, created_at } = record.task
  return {
    dataDir: join(config.data_dir, 'delivery'),
    repo,
    gitUrl: config.github.git_url,
    token,
    branch: inputs.branch,
    protectedBranches: config.repositories[repo]?.protected_branches ?? [],
    headSha: head_sha,
    patch,
    objectToIndex: objectionToIndex,
    message: commitMessage(record),
    committedAt: created_at,
  }
}
