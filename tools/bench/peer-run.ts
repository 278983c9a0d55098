import { median } from './in-turns.ts'
import { quantile, type WebhookLoad } from './webhook-load.ts'

export interface RoundWish {
  /** Sent as fast as they are taken. */
  readonly count: number
  /** Sent at a steady rate. */
  readonly steadyCount: number
  readonly perSecond: number
}

/** Processor time so far, in milliseconds. */
export interface Spent {
  readonly listener: number
  readonly redis: number
}

/** What is measured of one listener over several rounds; the lines that tell of it are medians. */
export class PeerRun {
  readonly #name: string
  readonly #load: WebhookLoad
  readonly #speeds: number[] = []
  readonly #listenerMs: number[] = []
  readonly #redisMs: number[] = []
  readonly #wholeMs: number[] = []
  readonly #full: number[][] = []
  readonly #steady: number[][] = []

  constructor(name: string, load: WebhookLoad) {
    this.#name = name
    this.#load = load
  }

  get perSecond(): number {
    return middle(this.#speeds)
  }

  /** `settle` waits for what is done after the answers. */
  async round(
    { count, steadyCount, perSecond }: RoundWish,
    spent: () => Spent,
    settle: (stored: number) => Promise<void>,
  ): Promise<void> {
    const before = spent()
    const { perSecond: speed, sortedMs } = await this.#load.fullSpeed(count)
    const answered = spent()
    await settle(count)
    const settled = spent()
    this.#speeds.push(speed)
    this.#listenerMs.push((answered.listener - before.listener) / count)
    this.#redisMs.push((answered.redis - before.redis) / count)
    this.#wholeMs.push((sum(settled) - sum(before)) / count)
    this.#full.push(sortedMs)
    this.#steady.push(await this.#load.steady(steadyCount, perSecond))
    await settle(steadyCount)
  }

  /** What came before was only to warm the code. */
  forget(): void {
    const numbers = [this.#speeds, this.#listenerMs, this.#redisMs, this.#wholeMs]
    for (const list of [...numbers, this.#full, this.#steady]) list.length = 0
  }

  lines(steadyPerSecond: number): string[] {
    return [
      `${this.#name}: ${spread(this.#speeds, 0)} accepted a second`,
      `  processor ms for each:  ${spread(this.#listenerMs, 3)} until all are answered,`,
      `    and Redis ${spread(this.#redisMs, 3)}; ${middle(this.#wholeMs).toFixed(3)} in all`,
      `  at full speed, ms:      ${quantiles(this.#full)}`,
      `  at ${steadyPerSecond} a second, ms:    ${quantiles(this.#steady)}`,
    ]
  }
}

function sum({ listener, redis }: Spent): number {
  return listener + redis
}

function quantiles(rounds: readonly number[][]): string {
  return [0.5, 0.99]
    .map((part) => {
      const each = rounds.map((sorted) => quantile(sorted, part))
      return `p${part * 100} ${spread(each, 1)}`
    })
    .join(', ')
}

function spread(each: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...each), Math.max(...each)].map((n) => n.toFixed(digits))
  return `${middle(each).toFixed(digits)} (${least} to ${most})`
}

function middle(numbers: readonly number[]): number {
  return median(numbers.toSorted((a, b) => a - b))
}
