import { z } from 'zod'

const CacheControl = z.object({
  type: z.literal('ephemeral'),
  ttl: z.enum(['5m', '1h']).optional(),
})
const cached = { cache_control: CacheControl.nullable().optional() }
const Text = z.object({
  type: z.literal('text'),
  text: z.string().min(1, 'text content blocks must be non-empty'),
  ...cached,
})
const Block = z.discriminatedUnion('type', [
  Text,
  z.object({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.object({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.object({
    type: z.literal('tool_use'),
    id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
    name: z.string().min(1).max(200),
    input: z.record(z.string(), z.unknown()),
    ...cached,
  }),
  z.object({
    type: z.literal('tool_result'),
    tool_use_id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
    content: z.union([z.string(), z.array(Text)]).default(''),
    is_error: z.boolean().optional(),
    ...cached,
  }),
])

/** One message, with its content as a list of blocks. */
const Message = z.object({
  role: z.enum(['user', 'assistant']),
  content: z.union([
    z
      .string()
      .min(1)
      .transform((text): z.output<typeof Block>[] => [{ type: 'text', text }]),
    z.array(Block).min(1),
  ]),
})

/** The body of `POST /v1/messages`, as far as a client of ours may use it. */
export const RequestBody = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.number().int().min(1),
  messages: z.array(Message).min(1).max(100_000),
  system: z.union([z.string(), z.array(Text)]).optional(),
  tools: z
    .array(
      z.object({
        name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
        description: z.string().optional(),
        input_schema: z.looseObject({ type: z.literal('object') }),
        ...cached,
      }),
    )
    .optional(),
  tool_choice: z.looseObject({ type: z.enum(['auto', 'any', 'tool', 'none']) }).optional(),
  thinking: z.looseObject({ type: z.string() }).optional(),
  metadata: z.object({ user_id: z.string().nullable().optional() }).optional(),
  temperature: z.number().min(0).max(1).optional(),
  stop_sequences: z.array(z.string()).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  stream: z.boolean().default(false),
})
export type RequestBody = z.output<typeof RequestBody>
export type RequestMessage = RequestBody['messages'][number]
export type RequestBlock = RequestMessage['content'][number]
