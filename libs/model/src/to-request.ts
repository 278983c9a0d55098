import type { Anthropic } from '@anthropic-ai/sdk'
import type { ContentBlock } from './message.ts'
import type { ModelRequest } from './model.ts'

/**
 * The request body with its four cache breakpoints: tools, system, and the last two user messages.
 * The transcript only grows, so the newest breakpoint of one turn is the one before of the next:
 * that one finds the cache even when a turn adds more blocks than the server looks back over.
 * See https://platform.claude.com/docs/en/build-with-claude/prompt-caching
 */
export function toRequest(
  request: Pick<ModelRequest, 'system' | 'messages' | 'tools'>,
  model: string,
  maxTokens: number,
): Anthropic.MessageStreamParams {
  const marked = lastUserMessages(request.messages)
  return {
    model,
    max_tokens: maxTokens,
    system: [{ type: 'text', text: request.system, cache_control: ephemeral }],
    tools: request.tools.map((tool, index) => ({
      name: tool.name,
      description: tool.description,
      input_schema: { ...tool.inputSchema },
      ...(index === request.tools.length - 1 ? { cache_control: ephemeral } : {}),
    })),
    messages: request.messages.map((message, index) => ({
      role: message.role,
      content: marked.has(index) ? markLast(message.content) : message.content,
    })),
  }
}

const ephemeral: Anthropic.CacheControlEphemeral = { type: 'ephemeral' }
const MARKED_MESSAGES_MAX = 2

function lastUserMessages(messages: ModelRequest['messages']): Set<number> {
  const users = messages.flatMap((message, index) => (message.role === 'user' ? [index] : []))
  return new Set(users.slice(-MARKED_MESSAGES_MAX))
}

function markLast(content: readonly ContentBlock[]): Anthropic.ContentBlockParam[] {
  return content.map((block, index) => {
    const canCarry = block.type !== 'thinking' && block.type !== 'redacted_thinking'
    const isLast = index === content.length - 1
    return isLast && canCarry ? { ...block, cache_control: ephemeral } : block
  })
}
