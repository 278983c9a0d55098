import type { Redactor } from '@millwright/logger'
import type { ContentBlock } from '@millwright/model'
import type { WorkerCheckpoint } from './worker-checkpoint.ts'

/**
 * Makes checkpoints as they are kept: also what the model itself said and called is without secrets.
 * A thought that would have to be changed is left out, because it is signed.
 * A transcript only grows and is kept every turn, so each block is cleaned once, and again when a
 * further secret is known.
 */
export function checkpointKeeper(redact: Redactor): (saved: WorkerCheckpoint) => WorkerCheckpoint {
  let version = redact.version()
  let cleaned = new WeakMap<ContentBlock, ContentBlock[]>()
  const clean = (block: ContentBlock): ContentBlock[] => {
    const kept = cleaned.get(block) ?? keptBlock(block, redact)
    cleaned.set(block, kept)
    return kept
  }
  return (saved) => {
    if (saved.agent === null) return saved
    if (version !== redact.version()) cleaned = new WeakMap()
    version = redact.version()
    const messages = saved.agent.messages.map((message) => {
      const content = message.content.flatMap(clean)
      return { ...message, content: content.length > 0 ? content : [EMPTY] }
    })
    return { ...saved, agent: { ...saved.agent, messages } }
  }
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
