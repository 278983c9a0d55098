import type { TestCounts } from '@millwright/protocol'

export type Mark = 'passed' | 'failed' | 'skipped'

/** Counts tests one by one. */
export class Tally {
  readonly #counts: Record<Mark, number> = { passed: 0, failed: 0, skipped: 0 }

  add(mark: Mark): void {
    this.#counts[mark] += 1
  }

  counts(): TestCounts {
    const { passed, failed, skipped } = this.#counts
    return { run: passed + failed, passed, failed, skipped }
  }
}
