import { z } from 'zod'

const text = z.object({ type: z.literal('text'), text: z.string() })
const thinking = z.object({
  type: z.literal('thinking'),
  thinking: z.string(),
  signature: z.string(),
})
const redactedThinking = z.object({ type: z.literal('redacted_thinking'), data: z.string() })
const toolUse = z.object({
  type: z.literal('tool_use'),
  id: z.string().max(200),
  name: z.string().max(200),
  input: z.unknown(),
})
const toolResult = z.object({
  type: z.literal('tool_result'),
  tool_use_id: z.string().max(200),
  content: z.string(),
  is_error: z.boolean(),
})

/** The content blocks of the Messages API that a transcript of ours may hold. */
export const ContentBlock = z.discriminatedUnion('type', [
  text,
  thinking,
  redactedThinking,
  toolUse,
  toolResult,
])
export type ContentBlock = z.infer<typeof ContentBlock>

/** One message of a transcript, as it travels and as it is kept in a checkpoint. */
export const Message = z.object({
  role: z.enum(['user', 'assistant']),
  content: z.array(ContentBlock).min(1),
})
export type Message = z.infer<typeof Message>

/** Why the model stopped. A reason we do not know counts as the end of its turn. */
export const StopReason = z.enum([
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'pause_turn',
  'refusal',
  'model_context_window_exceeded',
])
export type StopReason = z.infer<typeof StopReason>
