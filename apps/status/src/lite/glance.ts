import { listWorkers } from '@millwright/report'
import { createHealth } from '../create-health.ts'
import type { StatusParts } from '../status-parts.ts'
import { whyIdle } from '../why-idle.ts'
import type { Glance } from './overview-page.ts'

/** Tasks and decisions on the plain page. */
const SHOWN = 30
/** What the checks beside them tell already. */
const saidElsewhere: ReadonlySet<string> = new Set(['lead_away', 'no_workers'])

/** How to read what the plain page shows. */
export function readGlance(parts: StatusParts): () => Promise<Glance> {
  const { config, redis, store } = parts
  const health = createHealth(parts)
  return async () => {
    const { checks } = await health.read()
    const [waiting, escalated] = [
      await store.listTasks({ state: 'awaiting_approval', limit: SHOWN }),
      await store.listTasks({ state: 'escalated', limit: SHOWN }),
    ]
    const lead = await store.readLead()
    const pauses = await store.listPauses()
    const idle = whyIdle({ config, lead, pauses, workers: await listWorkers(redis) })
    const decisions = await store.listDecisions({ limit: 100 })
    return {
      problems: [
        ...Object.values(checks).filter(({ status }) => status !== 'ok'),
        ...idle.filter(({ code }) => !saidElsewhere.has(code)),
      ].map(({ text }) => text),
      needed: [...waiting.toReversed(), ...escalated].slice(0, SHOWN),
      tasks: await store.listTasks({ limit: SHOWN }),
      left: decisions.filter(({ answer }) => answer !== 'act').slice(0, SHOWN),
    }
  }
}
