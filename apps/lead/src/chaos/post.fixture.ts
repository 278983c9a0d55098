import { EventError, parseEvent } from '@millwright/github'
import type { Report } from '@millwright/protocol'
import type { Delivery, OutgoingJob } from '@millwright/queue'
import { handleDelivery } from '../handle-delivery.ts'
import { giveUpOutgoing, handleOutgoing } from '../handle-outgoing.ts'
import { handleReport } from '../handle-report.ts'
import type { Parts } from '../parts.ts'
import { sayGivenUp } from '../say-given-up.ts'
import type { Scene } from '../scene.fixture.ts'

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

/** What GitHub sent, as it lies in the inbox; null when it means nothing to us. */
export function eventPost({ guid, event, body, at }: Sent): Post | null {
  const payload = read(event, body)
  if (payload === null || payload.kind === 'ignored' || payload.kind === 'ping') return null
  const delivery: Delivery = {
    ...{ delivery_id: guid, event, source: 'webhook', received_at: at, payload },
  }
  return clockPost(`event ${payload.kind}`, (parts) => handleDelivery(parts, delivery))
}

function read(event: string, body: string) {
  try {
    return parseEvent(event, JSON.parse(body))
  } catch (error) {
    if (error instanceof EventError) return null
    throw error
  }
}
