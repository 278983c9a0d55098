import type { Connection } from '@millwright/sandbox'

/** Hosts that are told of one by one; a command that tries more names gets one line for the rest. */
const LINES_MAX = 20

/** Adds the connections of one command up, by host and what became of them. */
export class NetworkAccount {
  readonly #sums = new Map<string, { count: number; up: number; down: number }>()
  #rest = 0
  #failed = 0

  /** Connections that were allowed and did not come about. */
  get failed(): number {
    return this.#failed
  }

  add({ host, port, verdict, why, bytesUp, bytesDown }: Connection): void {
    if (verdict === 'failed') this.#failed += 1
    const key = `${verdict} ${host}:${port}${why === '' ? '' : ` (${why})`}`
    const sum = this.#sums.get(key) ?? { count: 0, up: 0, down: 0 }
    if (!this.#sums.has(key) && this.#sums.size >= LINES_MAX) {
      this.#rest += 1
      return
    }
    this.#sums.set(key, { count: sum.count + 1, up: sum.up + bytesUp, down: sum.down + bytesDown })
  }

  /** One line a host and verdict, since this was last asked for. */
  takeLines(): string[] {
    const lines = [...this.#sums].map(([key, { count, up, down }]) => {
      const bytes = up + down === 0 ? '' : `, ${up} bytes up, ${down} down`
      return `network: ${key}: ${count} connection${count === 1 ? '' : 's'}${bytes}`
    })
    if (this.#rest > 0) lines.push(`network: ${this.#rest} more connections`)
    this.#sums.clear()
    this.#rest = 0
    return lines
  }
}
