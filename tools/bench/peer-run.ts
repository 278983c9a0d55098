import { median } from './in-turns.ts'
import { quantile, type WebhookLoad } from './webhook-load.ts'

export interface RoundWish {
  /** Sent as fast as they are taken. */
  readonly count: number
  /** Sent at a steady rate. */
  readonly steadyCount: number
  readonly perSecond: number
}

/** What is measured of one listener over several rounds; the lines that tell of it are medians. */
export class PeerRun {
  readonly #name: string
  readonly #load: WebhookLoad
  readonly #speeds: number[] = []
  readonly #answeringMs: number[] = []
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

  /** `spentMs` is the listener's processor time so far; `settle` waits for what it does afterwards. */
  async round(
    { count, steadyCount, perSecond }: RoundWish,
    spentMs: () => number,
    settle: (stored: number) => Promise<void>,
  ): Promise<void> {
    const before = spentMs()
    const { perSecond: speed, sortedMs } = await this.#load.fullSpeed(count)
    const answering = spentMs() - before
    await settle(count)
    this.#speeds.push(speed)
    this.#answeringMs.push(answering / count)
    this.#wholeMs.push((spentMs() - before) / count)
    this.#full.push(sortedMs)
    this.#steady.push(await this.#load.steady(steadyCount, perSecond))
    await settle(steadyCount)
  }

  /** What came before was only to warm the code. */
  forget(): void {
    for (const list of [this.#speeds, this.#answeringMs, this.#wholeMs]) list.length = 0
    for (const list of [this.#full, this.#steady]) list.length = 0
  }

  lines(steadyPerSecond: number): string[] {
    return [
      `${this.#name}: ${spread(this.#speeds, 0)} accepted a second`,
      `  processor ms for each:  ${spread(this.#answeringMs, 3)} until all are answered, ${middle(this.#wholeMs).toFixed(3)} in all`,
      `  at full speed, ms:      ${quantiles(this.#full)}`,
      `  at ${steadyPerSecond} a second, ms:    ${quantiles(this.#steady)}`,
    ]
  }
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
