import { audit } from './audit.ts'
import type { StatusParts } from './status-parts.ts'

/** Who asks, and from which address. */
interface Asker {
  readonly actor: string
  readonly from: string
}

/** Files the wish that nothing new begins in a scope, or that it does again, and asks the lead. */
export async function askPause(
  parts: StatusParts,
  kind: 'pause' | 'resume',
  scope: string,
  { actor, from }: Asker,
): Promise<void> {
  await audit(parts, { actor, action: kind, target: scope, from, detail: '' })
  await parts.queues.maintenance.add({ kind, scope, actor })
  parts.logger.info({ action: kind, scope, actor }, 'action asked for')
}

/** Files the wish that no model is paid from now on, and asks the lead. */
export async function askStopSpending(parts: StatusParts, { actor, from }: Asker): Promise<void> {
  await audit(parts, { actor, action: 'stop_spending', target: '*', from, detail: '' })
  await parts.queues.maintenance.add({ kind: 'stop_spending', actor })
  parts.logger.info({ action: 'stop_spending', actor }, 'action asked for')
}
