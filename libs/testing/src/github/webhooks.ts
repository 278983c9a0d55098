import { createHmac, randomUUID } from 'node:crypto'
import { INSTALLATION_ID, type World } from './world.ts'

export interface WebhookOptions {
  /** Null: nothing is delivered, but everything is still listed. */
  readonly url: string | null
  readonly secret: string
}

export interface Delivery {
  readonly id: number
  readonly at: string
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly body: string
  /** The receiver's status; null when it never answered. */
  status: number | null
  /** The answers of all tries, the first one and redeliveries. */
  tries: number
}

const ANSWER_MS_MAX = 10_000
const DELIVERIES_MAX = 5_000
export const HOOK_ID = 4711

/**
 * Signs and sends events as GitHub does: no order is promised, an answer must come within 10 s,
 * and a delivery that fails is not sent again unless somebody asks.
 */
export class Webhooks {
  readonly #world: Pick<World, 'app' | 'nextId'>
  readonly #secret: string
  readonly #deliveries: Delivery[] = []
  readonly #sending = new Set<Promise<void>>()
  readonly #closing = new AbortController()
  #url: string | null

  constructor(world: Pick<World, 'app' | 'nextId'>, options: WebhookOptions) {
    this.#world = world
    this.#url = options.url
    this.#secret = options.secret
  }

  setUrl(url: string | null): void {
    this.#url = url
  }

  /** The newest 5,000, oldest first; the status fills in when the answer comes. */
  deliveries(): readonly Readonly<Delivery>[] {
    return [...this.#deliveries]
  }

  /** Sends without waiting. */
  emit(event: string, payload: Readonly<Record<string, unknown>>): Delivery {
    const action = typeof payload.action === 'string' ? payload.action : null
    const body = JSON.stringify(payload)
    const what = { id: this.#world.nextId(), at: new Date().toISOString(), guid: randomUUID() }
    const delivery = { ...what, event, action, body, status: null, tries: 0 }
    this.#deliveries.push(delivery)
    if (this.#deliveries.length > DELIVERIES_MAX) this.#deliveries.shift()
    const sending = this.#send(delivery).finally(() => this.#sending.delete(sending))
    this.#sending.add(sending)
    return delivery
  }

  /** Sends the same bytes under the same GUID again and waits for the answer. */
  async redeliver(guid: string): Promise<Readonly<Delivery>> {
    const delivery = this.#deliveries.find((known) => known.guid === guid)
    if (delivery === undefined) throw new Error(`no delivery ${guid}`)
    await this.#send(delivery)
    return delivery
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#sending)
  }

  async #send(delivery: Delivery): Promise<void> {
    const url = this.#url
    if (url === null || this.#closing.signal.aborted) return
    delivery.tries += 1
    const timeout = AbortSignal.timeout(ANSWER_MS_MAX)
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body: delivery.body,
        headers: this.#headers(delivery),
        redirect: 'manual',
        signal: AbortSignal.any([timeout, this.#closing.signal]),
      })
      await answer.arrayBuffer()
      delivery.status = answer.status
    } catch {
      // Nobody listens, or the answer came too late: the list says so, as GitHub's own does.
      delivery.status = null
    }
  }

  #headers({ event, guid, body }: Delivery): Record<string, string> {
    const sign = (hash: string) => createHmac(hash, this.#secret).update(body).digest('hex')
    const target = this.#world.app
    return {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/5d1f2a7',
      'x-github-delivery': guid,
      'x-github-event': event,
      'x-github-hook-id': String(HOOK_ID),
      'x-github-hook-installation-target-id': String(target?.id ?? INSTALLATION_ID),
      'x-github-hook-installation-target-type': target === null ? 'repository' : 'integration',
      'x-hub-signature': `sha1=${sign('sha1')}`,
      'x-hub-signature-256': `sha256=${sign('sha256')}`,
    }
  }
}
