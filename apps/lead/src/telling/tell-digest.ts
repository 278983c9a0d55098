import { makeDigest } from '@millwright/notify'
import { OutgoingJob } from '@millwright/queue'
import type { Parts } from '../parts.ts'

/** Tells one target all that was gathered for it; a crash in between tells it once more. */
export async function tellDigest(parts: Parts, target: string, id: string): Promise<void> {
  const { texts, more } = await parts.store.takeDigest(target, id)
  const messages = texts.flatMap((text) => {
    const read = OutgoingJob.safeParse({ kind: 'notify', notification: JSON.parse(text) })
    return read.success && read.data.kind === 'notify' ? [read.data.notification] : []
  })
  if (messages.length === 0) return
  const became = await parts.notifier.tell(target, makeDigest(`digest.${id}`, messages, more))
  await parts.store.dropDigest(id)
  const end = became === 'told' ? 'told to' : 'not told, there is no longer a target named'
  await parts.tell({
    kind: 'notify',
    text: `${messages.length + more} messages (${end} ${target})`,
  })
}
