import type { AuditEntry } from '@millwright/store'
import type { StatusParts } from './status-parts.ts'

type Action = Pick<AuditEntry, 'actor' | 'action' | 'target' | 'from' | 'detail'>

/**
 * Files an action before it is asked for: one that cannot be filed is not done. Secrets are taken
 * out first, as nothing can be taken out of the chain afterwards.
 */
export function audit({ store, redact }: StatusParts, action: Action): Promise<void> {
  const { actor, target, from, detail } = action
  return store.addAudit({
    action: action.action,
    actor: redact(actor).slice(0, 200),
    target: redact(target).slice(0, 200),
    from: redact(from).slice(0, 200),
    detail: redact(detail).slice(0, 500),
  })
}
