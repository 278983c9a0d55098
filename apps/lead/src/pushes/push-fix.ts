import { publishCommit } from '@millwright/delivery'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { escalate } from '../tasks/escalate.ts'
import { filePush } from './file-push.ts'
import { fixOptions } from './fix-options.ts'
import { hold } from './hold.ts'
import { pushKey } from './push-key.ts'
import { stopDelivery } from './stop-delivery.ts'
import { type Objection, whyNotPushed } from './why-not-pushed.ts'
import { withPushToken } from './with-push-token.ts'

/**
 * Makes the one commit of a task and pushes it. What the branch and its pull request allow is asked
 * again right before; run a second time it makes the same commit and finds it pushed.
 */
export async function pushFix(parts: Parts, record: TaskRecord, patch: string): Promise<void> {
  const { github, store } = parts
  const { repo, inputs } = record.task
  const { pr_number } = inputs
  const pull = pr_number === undefined ? null : await github.getPull(repo, pr_number)
  const objection = await whyNotPushed(parts, record, pull)
  if (objection !== null) return obey(parts, record, patch, objection)
  await store.putIntent(pushKey(record), true)
  const published = await withPushToken(parts, repo, (token) =>
    publishCommit(fixOptions(parts, record, patch, token)),
  )
  switch (published.outcome) {
    case 'superseded': {
      const head = published.head?.slice(0, 7)
      const reason = head ? `the branch moved on to ${head}` : 'the branch is gone'
      return stopDelivery(parts, record, 'superseded', reason)
    }
    case 'refused':
      return escalate(parts, record, `the push was refused: ${published.reason}`)
    case 'pushed':
    case 'already_pushed':
      return filePush(parts, record, published)
  }
}

function obey(parts: Parts, record: TaskRecord, patch: string, { end, reason }: Objection) {
  switch (end) {
    case 'escalate':
      return escalate(parts, record, reason)
    case 'hold':
      return hold(parts, record, patch, reason)
    case 'superseded':
    case 'cancelled':
      return stopDelivery(parts, record, end, reason)
  }
}
