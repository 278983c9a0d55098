import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Listener {
  readonly url: string
  readonly secret: string
}

const CONNECTIONS = 32

/** Sends one signed event again and again, each time under a GUID of its own. */
export class WebhookLoad {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  readonly #url: string
  readonly #body: Buffer
  readonly #headers: Readonly<Record<string, string | number>>

  constructor({ url, secret }: Listener, event: string, payload: unknown) {
    this.#url = url
    this.#body = Buffer.from(JSON.stringify(payload))
    const signature = createHmac('sha256', secret).update(this.#body).digest('hex')
    this.#headers = {
      'content-type': 'application/json',
      'content-length': this.#body.length,
      'x-github-event': event,
      'x-hub-signature-256': `sha256=${signature}`,
    }
  }

  /** As many as are taken, over 32 connections: accepted events a second. */
  async fullSpeed(count: number): Promise<{ perSecond: number; sortedMs: number[] }> {
    const latencies: number[] = []
    const startedAt = performance.now()
    let left = count
    const send = async () => {
      for (; left > 0; ) {
        left -= 1
        const at = performance.now()
        await this.#send()
        latencies.push(performance.now() - at)
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, send))
    const perSecond = (count / (performance.now() - startedAt)) * 1000
    return { perSecond, sortedMs: latencies.toSorted((a, b) => a - b) }
  }

  /**
   * One after the other at a steady rate, whether answers come or not. The clock of each runs from
   * when it was due, so that a listener that stalls is not spared what came meanwhile.
   */
  async steady(count: number, perSecond: number): Promise<number[]> {
    const latencies: number[] = []
    const answers: Promise<void>[] = []
    const startedAt = performance.now()
    for (let index = 0; index < count; index += 1) {
      const due = startedAt + (index * 1000) / perSecond
      const early = due - performance.now()
      if (early > 0) await sleep(early)
      answers.push(this.#send().then(() => void latencies.push(performance.now() - due)))
    }
    await Promise.all(answers)
    return latencies.toSorted((a, b) => a - b)
  }

  close(): void {
    this.#agent.destroy()
  }

  /** Throws when the event is not accepted. */
  async #send(): Promise<void> {
    const headers = { ...this.#headers, 'x-github-delivery': randomUUID() }
    const call = request(this.#url, { method: 'POST', agent: this.#agent, headers })
    call.end(this.#body)
    const [answer] = await once(call, 'response')
    answer.resume()
    await once(answer, 'end')
    if (answer.statusCode >= 300) throw new Error(`answered ${answer.statusCode}`)
  }
}

/** The value that `part` of the sorted numbers do not exceed. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? Number.NaN
}
