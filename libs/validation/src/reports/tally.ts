import { createHash } from 'node:crypto'
import { FAILED_TESTS_MAX, type TestCounts } from '@millwright/protocol'
import { TargetTests } from './target-tests.ts'

/**
 * What is read of names, in characters each, and of what a test stands in. A report names a group
 * once and may let a hundred thousand tests stand in it: reading all of it for each would never end.
 */
const NAME_CHARS_MAX = 1000
const GROUPS_MAX = 50

export type Mark = 'passed' | 'failed' | 'skipped'

/** Counts tests one by one, and once more those that a diagnosis names. */
export class Tally {
  readonly #all: Record<Mark, number> = { passed: 0, failed: 0, skipped: 0 }
  readonly #targets: Record<Mark, number> = { passed: 0, failed: 0, skipped: 0 }
  readonly #failed = new Set<string>()
  readonly #named: TargetTests

  constructor(named = new TargetTests([])) {
    this.#named = named
  }

  /** `groups` are what the test stands in, outermost first. */
  add(mark: Mark, wholeTitle: string, allGroups: readonly string[] = []): void {
    this.#all[mark] += 1
    const title = wholeTitle.slice(-NAME_CHARS_MAX)
    const groups = allGroups.slice(0, GROUPS_MAX).map((group) => group.slice(-NAME_CHARS_MAX))
    if (mark === 'failed' && this.#failed.size <= FAILED_TESTS_MAX) {
      this.#failed.add(JSON.stringify([...groups, title]))
    }
    if (this.#named.has(groups, title)) this.#targets[mark] += 1
  }

  counts(): TestCounts {
    return countsOf(this.#all)
  }

  targets(): TestCounts {
    return countsOf(this.#targets)
  }

  /** Each test that failed, as `Proof.failed_tests` has it; null for more than are kept apart. */
  failed(): string[] | null {
    return this.#failed.size > FAILED_TESTS_MAX ? null : [...this.#failed].map(markOf)
  }
}

function markOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16)
}

function countsOf({ passed, failed, skipped }: Readonly<Record<Mark, number>>): TestCounts {
  return { run: passed + failed, passed, failed, skipped }
}
