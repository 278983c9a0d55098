import { createHealth } from '../create-health.ts'
import type { StatusParts } from '../status-parts.ts'
import type { Glance } from './overview-page.ts'

/** Tasks and decisions on the plain page. */
const SHOWN = 30

/** How to read what the plain page shows. */
export function readGlance(parts: StatusParts): () => Promise<Glance> {
  const { store } = parts
  const health = createHealth(parts)
  return async () => {
    const { checks } = await health.read()
    const [waiting, escalated] = [
      await store.listTasks({ state: 'awaiting_approval', limit: SHOWN }),
      await store.listTasks({ state: 'escalated', limit: SHOWN }),
    ]
    const decisions = await store.listDecisions({ limit: 100 })
    return {
      problems: Object.values(checks)
        .filter(({ status }) => status !== 'ok')
        .map(({ text }) => text),
      pauses: await store.listPauses(),
      needed: [...waiting.toReversed(), ...escalated].slice(0, SHOWN),
      tasks: await store.listTasks({ limit: SHOWN }),
      left: decisions.filter(({ answer }) => answer !== 'act').slice(0, SHOWN),
    }
  }
}
