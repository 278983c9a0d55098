import { Message, noUsage, StopReason } from '@millwright/model'
import { Usage } from '@millwright/protocol'
import { z } from 'zod'

/** All that a loop needs to go on where another one ended. */
export const AgentCheckpoint = z.object({
  messages: z.array(Message).min(1),
  usage: Usage,
  /** Tokens of the last question and its answer, as they were counted; 0 when they are unknown. */
  context_tokens: z.number().int().min(0).default(0),
  /** Why the last answer stopped, as long as its tools have not been run; null after that. */
  pending: StopReason.nullable(),
  /** Answers without a tool call in a row. */
  reminders: z.number().int().min(0),
  /** Answers cut off by the model's own limit. */
  cuts: z.number().int().min(0),
  /** Reports that were not accepted. */
  refusals: z.number().int().min(0),
  /** Warnings given about the limits. */
  warnings: z.number().int().min(0),
})
export type AgentCheckpoint = z.infer<typeof AgentCheckpoint>

export function firstCheckpoint(prompt: string): AgentCheckpoint {
  return {
    messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
    usage: noUsage,
    context_tokens: 0,
    pending: null,
    reminders: 0,
    cuts: 0,
    refusals: 0,
    warnings: 0,
  }
}
