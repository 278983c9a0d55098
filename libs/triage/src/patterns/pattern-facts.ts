import { type FirstChars, firstChars } from './first-chars.ts'
import type { LiteralSet } from './literal-worth.ts'
import { requiredLiterals } from './required-literals.ts'

/** What holds of every text that a pattern matches; found out without trying it on any. */
export type PatternFact = {
  literals: readonly LiteralSet[]
  first: FirstChars | null
}

/** What is known of patterns: found out once for each, or before, when the rules were prepared. */
export class PatternFacts {
  readonly #known: Map<string, PatternFact>

  constructor(known: Iterable<readonly [string, PatternFact]> = []) {
    this.#known = new Map(known)
  }

  of(pattern: string): PatternFact {
    const known = this.#known.get(pattern)
    if (known) return known
    const fact = { literals: requiredLiterals(pattern), first: firstChars(pattern) }
    this.#known.set(pattern, fact)
    return fact
  }

  all(): [string, PatternFact][] {
    return [...this.#known]
  }
}
