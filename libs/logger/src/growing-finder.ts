import { createSecretFinder } from './find-secrets.ts'
import type { Range } from './range.ts'

/** Short-lived secrets remembered; the oldest is forgotten first. */
const ADDED_MAX = 200
/** Making ready what finds one secret takes milliseconds: of those that came later, so many at once. */
const GROUP_MAX = 8

interface Group {
  readonly secrets: string[]
  find: ((text: string) => Range[]) | null
}

/**
 * Finds the given secrets, and those that come later without making ready again what finds the
 * others: a key takes half a second.
 */
export class GrowingFinder {
  readonly #given: Group
  readonly #added: Group[] = []

  constructor(secrets: readonly string[]) {
    this.#given = { secrets: [...secrets], find: null }
  }

  find(text: string): Range[] {
    return [this.#given, ...this.#added].flatMap((group) => {
      group.find ??= createSecretFinder(group.secrets)
      return group.find(text)
    })
  }

  /** False when the secret is known already. */
  add(secret: string): boolean {
    if ([this.#given, ...this.#added].some(({ secrets }) => secrets.includes(secret))) return false
    let last = this.#added.at(-1)
    if (last === undefined || last.secrets.length === GROUP_MAX) {
      last = { secrets: [], find: null }
      this.#added.push(last)
    }
    last.secrets.push(secret)
    last.find = null
    this.#forgetOldest()
    return true
  }

  #forgetOldest(): void {
    const count = this.#added.reduce((sum, { secrets }) => sum + secrets.length, 0)
    const [oldest] = this.#added
    if (oldest === undefined || count <= ADDED_MAX) return
    oldest.secrets.shift()
    oldest.find = null
    if (oldest.secrets.length === 0) this.#added.shift()
  }
}
