import type { MaintenanceJob } from '@millwright/protocol'
import { EVERYWHERE } from '@millwright/store'
import type { Parts } from './parts.ts'

/**
 * Lets nothing new begin, in one repository or everywhere, until it is resumed: red jobs wait,
 * finished patches go to a person, and everywhere means that workers take no task either. What is
 * at work comes to its end. Doing it twice changes nothing.
 */
export async function pauseWork(
  parts: Parts,
  { scope, actor }: Extract<MaintenanceJob, { kind: 'pause' }>,
): Promise<void> {
  await parts.store.setPause({ scope, actor, at: new Date().toISOString() })
  if (scope === EVERYWHERE) await parts.queues.tasks.pause()
  await tell(parts, scope, `paused by ${actor}`)
}

/** Takes up again what waited; the sweep that follows finds the red jobs. */
export async function resumeWork(
  parts: Parts,
  { scope, actor }: Extract<MaintenanceJob, { kind: 'resume' }>,
): Promise<void> {
  await parts.store.clearPause(scope)
  if (scope === EVERYWHERE) await parts.queues.tasks.resume()
  await tell(parts, scope, `resumed by ${actor}`)
  await parts.queues.maintenance.add({ kind: 'sweep' })
}

/** Why nothing may begin in a repository now, or null. */
export async function pausedBecause(
  { config, store }: Pick<Parts, 'config' | 'store'>,
  repo: string,
): Promise<string | null> {
  if (config.paused) return 'everything is paused in the configuration'
  const pauses = await store.listPauses()
  const pause = pauses.find(({ scope }) => scope === EVERYWHERE || scope === repo)
  if (!pause) return null
  return `${pause.actor} has paused ${pause.scope === EVERYWHERE ? 'everything' : repo}`
}

function tell(parts: Parts, scope: string, text: string): Promise<void> {
  return parts.tell({ kind: 'task', ...(scope === EVERYWHERE ? {} : { repo: scope }), text })
}
