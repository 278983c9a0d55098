import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { RawConnection } from './raw-connection.ts'

export interface Listener {
  readonly url: string
  readonly secret: string
}

const CONNECTIONS = 128

/** Sends one signed event again and again, each time under a GUID of its own. */
export class WebhookLoad {
  #free: RawConnection[] = []
  readonly #waiting: ((connection: RawConnection) => void)[] = []
  readonly #port: number
  readonly #head: Buffer
  readonly #body: Buffer

  constructor({ url, secret }: Listener, event: string, payload: unknown) {
    const { port, host, pathname } = new URL(url)
    const body = Buffer.from(JSON.stringify(payload))
    const signature = createHmac('sha256', secret).update(body).digest('hex')
    this.#port = Number(port)
    this.#body = body
    const head = [
      `POST ${pathname} HTTP/1.1`,
      `host: ${host}`,
      'content-type: application/json',
      `content-length: ${body.length}`,
      `x-github-event: ${event}`,
      `x-hub-signature-256: sha256=${signature}`,
      'x-github-delivery: ',
    ]
    this.#head = Buffer.from(head.join('\r\n'))
  }

  /** As many as are taken, over 128 connections: accepted events a second. */
  async fullSpeed(count: number): Promise<{ perSecond: number; sortedMs: number[] }> {
    const latencies: number[] = []
    await this.#connect()
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
    this.#disconnect()
    return { perSecond, sortedMs: latencies.toSorted((a, b) => a - b) }
  }

  /**
   * One after the other at a steady rate, whether answers come or not. The clock of each runs from
   * when it was due, so that a listener that stalls is not spared what came meanwhile; a timer may
   * ring up to a millisecond before, and then the clock runs from there.
   */
  async steady(count: number, perSecond: number): Promise<number[]> {
    const latencies: number[] = []
    const answers: Promise<void>[] = []
    await this.#connect()
    const startedAt = performance.now()
    for (let index = 0; index < count; index += 1) {
      const due = startedAt + (index * 1000) / perSecond
      const early = due - performance.now()
      if (early > 0) await sleep(early)
      const from = Math.min(due, performance.now())
      answers.push(this.#send().then(() => void latencies.push(performance.now() - from)))
    }
    await Promise.all(answers)
    this.#disconnect()
    return latencies.toSorted((a, b) => a - b)
  }

  /** A listener hangs up when nothing comes for some seconds, so each run has its own. */
  async #connect(): Promise<void> {
    const opening = Array.from({ length: CONNECTIONS }, () => RawConnection.open(this.#port))
    this.#free = await Promise.all(opening)
  }

  #disconnect(): void {
    for (const connection of this.#free.splice(0)) connection.close()
  }

  /** Throws when the event is not accepted. */
  async #send(): Promise<void> {
    const guid = Buffer.from(`${randomUUID()}\r\n\r\n`)
    const connection = await this.#take()
    const status = await connection.ask(Buffer.concat([this.#head, guid, this.#body]))
    const next = this.#waiting.shift()
    if (next) next(connection)
    else this.#free.push(connection)
    if (status < 200 || status >= 300) throw new Error(`answered ${status}`)
  }

  async #take(): Promise<RawConnection> {
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve))
  }
}

/** The value that `part` of the sorted numbers do not exceed. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? Number.NaN
}
