import type { OutgoingJob } from '@millwright/queue'
import { isAnswered } from '../commands/acknowledge.ts'
import type { Parts } from '../parts.ts'

type NotifyJob = Extract<OutgoingJob, { kind: 'notify' }>

/**
 * Tells people. The first job decides who hears of it, and becomes a job for each of them: one who
 * cannot be reached holds up nobody else, no restart tells anybody twice, and what is told later
 * waits in the queue, where a crash does not lose it.
 */
export async function notifyPeople(parts: Parts, job: NotifyJob): Promise<void> {
  if (job.target !== undefined) return tellOne(parts, job, job.target)
  const { key, severity, title } = job.notification
  const listeners = parts.notifier.listenersOf(severity, new Date())
  for (const { target, delayMs, isReminder, digest } of listeners) {
    if (digest !== null) {
      await parts.store.addToDigest(target, key, JSON.stringify(job.notification))
      const gathering = { kind: 'digest', target, id: digest } as const
      await parts.queues.deliveries.add(gathering, `digest.${digest}`, delayMs)
      continue
    }
    const unanswered_minutes = isReminder ? Math.round(delayMs / 60_000) : undefined
    const own = { ...job, target, unanswered_minutes }
    await parts.queues.deliveries.add(own, `notify.${key}.${target}`, delayMs)
  }
  // Good news that nobody asked for is no gap in the configuration.
  if (listeners.length > 0 || severity === 'info') return
  parts.logger.warn({ key, severity }, 'nobody to notify: notify in the configuration names none')
  await parts.tell({ kind: 'notify', text: `${title} (nobody is told: see notify)` })
}

async function tellOne(parts: Parts, job: NotifyJob, target: string): Promise<void> {
  const { notification, about, unanswered_minutes: waited } = job
  const { title } = notification
  const isReminder = waited !== undefined && about !== undefined
  if (isReminder && (await isAnswered(parts, about))) {
    return parts.tell({ kind: 'notify', text: `${title} (${target} is not called: answered)` })
  }
  const head = isReminder ? `Not answered for ${waited} min: ` : ''
  const became = await parts.notifier.tell(target, { ...notification, title: head + title })
  const end = became === 'told' ? 'told to' : 'not told, there is no longer a target named'
  await parts.tell({ kind: 'notify', text: `${title} (${end} ${target})` })
}
