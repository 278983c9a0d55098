import { WebhookEvent } from '@millwright/github'
import type { Report } from '@millwright/protocol'
import type { Delivery, OutgoingJob } from '@millwright/queue'
import { handleDelivery } from '../handle-delivery.ts'
import { giveUpOutgoing, handleOutgoing } from '../handle-outgoing.ts'
import { readDelivery } from '../intake/read-delivery.ts'
import type { Parts } from '../parts.ts'
import type { Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { sayGivenUp } from '../telling/say-given-up.ts'

/** One piece of work that lies before the lead. */
export interface Post {
  readonly name: string
  /** Tries that failed. */
  readonly tries: number
  work(parts: Parts): Promise<unknown>
  /** What the queue does once it has been tried often enough. */
  giveUp(parts: Parts, error: Error): Promise<unknown>
}

export function clockPost(name: string, work: Post['work']): Post {
  return { name, tries: 0, work, giveUp: (parts, error) => sayGivenUp(parts, name, error) }
}

export function reportPost(report: Report): Post {
  const never = async (_parts: Parts, error: Error) => {
    throw error
  }
  const name = `report ${report.body.kind}`
  return { name, tries: 0, work: (parts) => handleReport(parts, report), giveUp: never }
}

export function outgoingPost(job: OutgoingJob): Post {
  return {
    name: `outgoing ${job.kind}`,
    tries: 0,
    work: (parts) => handleOutgoing(parts, job),
    giveUp: (parts, error) => giveUpOutgoing(parts, job, error),
  }
}

type Sent = ReturnType<Scene['github']['deliveries']>[number]

/** What the listener makes of what GitHub sent; null when it means nothing to us. */
export function deliveryOf({ guid, event, body }: Sent): Delivery | null {
  const about = { delivery_id: guid, event, source: 'webhook' as const }
  const read = readDelivery(about, () => JSON.parse(body))
  return read === 'ignored' || read === 'unreadable' ? null : read
}

/** A delivery as it lies in the inbox. */
export function eventPost(delivery: Delivery): Post {
  const { kind } = WebhookEvent.parse(delivery.payload)
  const way = delivery.source === 'pull' ? ', pulled' : ''
  return clockPost(`event ${kind}${way}`, (parts) => handleDelivery(parts, delivery))
}
