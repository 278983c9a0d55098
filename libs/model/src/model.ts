import type { Usage } from '@millwright/protocol'
import type { ContentBlock, Message, StopReason } from './message.ts'

/** A tool as the model sees it. `inputSchema` is a JSON Schema of an object. */
export interface ModelTool {
  readonly name: string
  readonly description: string
  readonly inputSchema: { readonly type: 'object'; readonly [key: string]: unknown }
}

export interface ModelRequest {
  readonly system: string
  readonly messages: readonly Message[]
  readonly tools: readonly ModelTool[]
  readonly signal: AbortSignal
  /** Called with each piece of text while it streams in. Must not throw. */
  readonly onText?: (text: string) => void
  /**
   * Called, and waited for, when a question ends without an answer after the provider has begun to
   * count it: what it had told of until then, with no turn. What it throws takes the place of why.
   */
  readonly onLost?: (usage: Usage) => Promise<void>
}

export interface ModelAnswer {
  /** Never empty, so that it can stand in a transcript as it is. */
  readonly content: ContentBlock[]
  readonly stopReason: StopReason
  /** Of this one request; `turns` is 1. */
  readonly usage: Usage
}

/** One language model behind the Messages API. */
export interface Model {
  readonly name: string
  /** The most that a question of so many tokens may cost, in US dollars; null without a price. */
  mostUsd(contextTokens: number): number | null
  /**
   * Asks once. Throws `ModelError` when the provider gives no answer, and the signal's reason
   * when the caller gave up.
   */
  ask(request: ModelRequest): Promise<ModelAnswer>
}
