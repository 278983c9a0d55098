import { findPublished } from '@millwright/delivery'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { filePush } from './file-push.ts'
import { fixOptions } from './fix-options.ts'
import { pushKey } from './push-key.ts'
import { stopDelivery } from './stop-delivery.ts'
import { whyNotPushed } from './why-not-pushed.ts'
import { withPushToken } from './with-push-token.ts'

/**
 * Files a commit that was pushed before a crash, whatever speaks against a push by now: it is on
 * the branch, and must not be denied. Returns whether there is one. Only where a push had begun is
 * GitHub asked for it.
 */
export async function fileCutPush(
  parts: Parts,
  record: TaskRecord,
  patch: string,
): Promise<boolean> {
  const { repo, inputs } = record.task
  if ((await parts.store.getIntent(pushKey(record))) === null) return false
  const sha = await withPushToken(parts, repo, (token) =>
    findPublished(fixOptions(parts, record, patch, token)),
  )
  if (sha === null) return false
  const { pr_number } = inputs
  const pull = pr_number === undefined ? null : await parts.github.getPull(repo, pr_number)
  const objection = await whyNotPushed(parts, record, pull)
  if (objection?.end === 'cancelled' || objection?.end === 'superseded') {
    const reason = `${objection.reason}, after ${sha.slice(0, 7)} was pushed`
    await stopDelivery(parts, record, objection.end, reason, sha)
  } else await filePush(parts, record, { outcome: 'already_pushed', sha })
  return true
}
