/**
 * Patterns that can add nothing more to the step that is being read, since what they find has
 * reached its limit. A linter's ten thousandth line then costs no more than any other line.
 */
export class MutedPatterns {
  readonly #muted = new Set<number>()

  /** Forgets them all: another step has begun. */
  reset(): void {
    if (this.#muted.size > 0) this.#muted.clear()
  }

  add(pattern: number): void {
    this.#muted.add(pattern)
  }

  /** The candidates that still count. */
  without(candidates: readonly number[]): readonly number[] {
    if (this.#muted.size === 0 || candidates.length === 0) return candidates
    return candidates.filter((pattern) => !this.#muted.has(pattern))
  }
}
