import type { AgentCheckpoint } from '@millwright/agent'
import type { Redactor } from '@millwright/logger'
import type { ContentBlock } from '@millwright/model'

/**
 * A transcript as it is kept: also what the model itself said and called is without secrets.
 * A thought that would have to be changed is left out, because it is signed.
 */
export function keptTranscript(agent: AgentCheckpoint, redact: Redactor): AgentCheckpoint {
  const messages = agent.messages.map((message) => {
    const content = message.content.flatMap((block) => keptBlock(block, redact))
    return { ...message, content: content.length > 0 ? content : [EMPTY] }
  })
  return { ...agent, messages }
}

const EMPTY: ContentBlock = { type: 'text', text: '[redacted]' }

function keptBlock(block: ContentBlock, redact: Redactor): ContentBlock[] {
  switch (block.type) {
    case 'text':
      return [{ ...block, text: redact(block.text) }]
    case 'tool_use':
      return [{ ...block, input: withoutSecrets(block.input, redact) }]
    case 'tool_result':
      return [{ ...block, content: redact(block.content) }]
    case 'thinking':
      return redact(block.thinking) === block.thinking ? [block] : []
    case 'redacted_thinking':
      return [block]
  }
}

function withoutSecrets(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, redact)]),
  )
}
