import type { OutgoingJob } from '@millwright/queue'
import type { Parts } from './parts.ts'

type NotifyJob = Extract<OutgoingJob, { kind: 'notify' }>

/**
 * Tells people. The first job decides who hears of it, and becomes a job for each of them: one who
 * cannot be reached holds up nobody else, no restart tells anybody twice, and what quiet hours hold
 * back waits in the queue, where a crash does not lose it.
 */
export async function notifyPeople(parts: Parts, job: NotifyJob): Promise<void> {
  const { notification, target } = job
  const { key, severity, title } = notification
  if (target !== undefined) {
    const became = await parts.notifier.tell(target, notification)
    const end = became === 'told' ? 'told to' : 'not told, there is no longer a target named'
    return parts.tell({ kind: 'notify', text: `${title} (${end} ${target})` })
  }
  const listeners = parts.notifier.listenersOf(severity, new Date())
  for (const { target: name, delayMs } of listeners) {
    await parts.queues.deliveries.add({ ...job, target: name }, `notify.${key}.${name}`, delayMs)
  }
  // Good news that nobody asked for is no gap in the configuration.
  if (listeners.length > 0 || severity === 'info') return
  parts.logger.warn({ key, severity }, 'nobody to notify: notify in the configuration names none')
  await parts.tell({ kind: 'notify', text: `${title} (nobody is told: see notify)` })
}
