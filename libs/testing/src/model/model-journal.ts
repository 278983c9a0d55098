import { createHash } from 'node:crypto'
import type { RequestBody, RequestMessage } from './request-schema.ts'
import { type Script, toModelRequest } from './script.ts'

export interface ModelJournalEntry {
  /** Null for a request that no script matched or that was refused before. */
  readonly script: string | null
  /** Counted from 0: the number of assistant messages in the request. */
  readonly turn: number
  /** SHA-256 of all messages: equal for a turn that is asked again. */
  readonly messagesHash: string
  readonly model: string
  readonly system: string
  readonly messages: readonly RequestMessage[]
  status: number
  /** True when the whole answer went out; false for errors, broken streams and absent clients. */
  isAnswered: boolean
}

const ENTRIES_MAX = 5_000

/** The newest 5,000 requests that could be read. */
export class ModelJournal {
  readonly #entries: ModelJournalEntry[] = []

  add(entry: ModelJournalEntry): ModelJournalEntry {
    this.#entries.push(entry)
    if (this.#entries.length > ENTRIES_MAX) this.#entries.shift()
    return entry
  }

  entries(): readonly Readonly<ModelJournalEntry>[] {
    return [...this.#entries]
  }

  /** `script/turn/hash of messages` → how often its answer went out whole: more than 1 is waste. */
  paidTurns(): Map<string, number> {
    const paid = new Map<string, number>()
    for (const { script, turn, messagesHash, isAnswered } of this.#entries) {
      const key = `${script}/${turn}/${messagesHash}`
      if (isAnswered) paid.set(key, (paid.get(key) ?? 0) + 1)
    }
    return paid
  }
}

/** The entry of a request before its answer. */
export function entryOf(body: RequestBody, script: Script | undefined): ModelJournalEntry {
  const { system } = toModelRequest(body)
  // A cache breakpoint moves from turn to turn; it is not part of what was said.
  const said = JSON.stringify(body.messages, (name, value: unknown) =>
    name === 'cache_control' ? undefined : value,
  )
  return {
    script: script?.name ?? null,
    turn: body.messages.filter((message) => message.role === 'assistant').length,
    messagesHash: createHash('sha256').update(said).digest('hex'),
    model: body.model,
    system,
    messages: body.messages,
    status: 0,
    isAnswered: false,
  }
}
