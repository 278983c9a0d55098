import type { TranscriptTurn } from '@millwright/protocol'

/** What the model said and did about one task, the oldest turn first. */
export interface TranscriptPage {
  /** Null when no model has worked on it, or when it is no longer kept. */
  readonly attempt: { readonly epoch: number; readonly worker: string; readonly at: string } | null
  readonly total: number
  readonly left_out: number
  readonly turns: readonly TranscriptTurn[]
  /** Null where the first turn that is kept is among these. */
  readonly next: number | null
}

export type { TranscriptTurn }
