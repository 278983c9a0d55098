import { createHash } from 'node:crypto'
import type { Parts } from '../parts.ts'

/**
 * Queues a warning that concerns no task. The same text is told once in an hour, however often it
 * is found.
 */
export async function queueWarning(
  { queues, redact }: Pick<Parts, 'queues' | 'redact'>,
  title: string,
  reason: string,
): Promise<void> {
  const text = redact(reason).slice(0, 4000)
  const hour = new Date().toISOString().slice(0, 13)
  const key = `warning.${createHash('sha256').update(`${title} ${text} ${hour}`).digest('hex')}`
  const notification = { key, severity: 'warning', title, text } as const
  await queues.deliveries.add({ kind: 'notify', notification }, `notify.${key}`)
}
