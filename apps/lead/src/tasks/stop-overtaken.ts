import type { Task } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { supersede } from './supersede.ts'

/** States in which a task stands on a head that may be overtaken. */
export const standing = ['queued', 'running', 'awaiting_approval', 'watching'] as const

/** Does what the webhook of a push or of a closed pull request would have led to. */
export async function stopOvertaken(parts: Parts, { repo, head_sha, inputs }: Task): Promise<void> {
  const { branch, pr_number: pr = null } = inputs
  const isClosed = pr !== null && (await parts.github.getPull(repo, pr)).state === 'closed'
  await supersede(
    parts,
    isClosed ? { repo, pr, branch: null, sha: null } : { repo, pr, branch, sha: head_sha },
  )
}
