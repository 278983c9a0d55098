import type { RequestBlock, RequestBody, RequestMessage } from './request-schema.ts'

/** A request as scripts see it. */
export interface ModelRequest {
  readonly model: string
  readonly system: string
  readonly messages: readonly RequestMessage[]
  readonly tools: readonly string[]
  /** The system prompt and all messages as one text, to match on. */
  readonly text: string
  /** What the tools answered to the last turn, in order. */
  readonly toolResults: readonly string[]
}

/** One answer of the model: text, tool calls, or both; the stop reason follows from them. */
export interface Turn {
  readonly text?: string
  readonly tools?: readonly { readonly name: string; readonly input: Record<string, unknown> }[]
  readonly stopReason?: 'max_tokens' | 'refusal'
}

/**
 * What the model says in one conversation. The number of the turn is that of the assistant
 * messages in the request, so it holds over restarts of the client, and no state is kept here.
 * A turn that is a promise holds the answer back.
 */
export interface Script {
  readonly name: string
  match(request: ModelRequest): boolean
  readonly turns: readonly ((request: ModelRequest, turn: number) => Turn | Promise<Turn>)[]
}

export function toModelRequest({ model, system, messages, tools = [] }: RequestBody): ModelRequest {
  const systemText =
    typeof system === 'object' ? system.map((block) => block.text).join('\n') : (system ?? '')
  const last = messages.at(-1)?.content ?? []
  return {
    model,
    system: systemText,
    messages,
    tools: tools.map((tool) => tool.name),
    text: [systemText, ...messages.flatMap((message) => message.content.map(textOf))].join('\n'),
    toolResults: last.filter((block) => block.type === 'tool_result').map(textOf),
  }
}

function textOf(block: RequestBlock): string {
  switch (block.type) {
    case 'text':
      return block.text
    case 'thinking':
      return block.thinking
    case 'redacted_thinking':
      return ''
    case 'tool_use':
      return JSON.stringify(block.input)
    case 'tool_result':
      return typeof block.content === 'string'
        ? block.content
        : block.content.map((part) => part.text).join('\n')
  }
}
