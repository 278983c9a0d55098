export interface JournalEntry {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: string
  readonly status: number
  /** Who asked, never the token itself. */
  readonly token: 'personal' | 'installation' | 'app' | 'none' | 'unknown'
  readonly at: string
}

const ENTRIES_MAX = 20_000

/** The newest 20,000 requests. */
export class Journal {
  readonly #entries: JournalEntry[] = []

  add(entry: JournalEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length > ENTRIES_MAX) this.#entries.shift()
  }

  entries(): readonly JournalEntry[] {
    return [...this.#entries]
  }
}
