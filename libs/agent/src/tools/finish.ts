import { RiskClass } from '@millwright/protocol'
import { z } from 'zod'
import { defineTool } from '../define-tool.ts'

const short = z.string().max(4000)
const EVIDENCE_MAX = 10

const Evidence = z.object({
  place: z
    .string()
    .max(300)
    .describe('A file with its line, as src/a.ts:12, or a line of the log.'),
  text: z.string().max(1000).describe('What stands there, and what it shows.'),
})

/** The model's own account of its work; untrusted text. */
export const Finish = z.object({
  cause: z.string().min(1).max(8000).describe('The root cause, with file and line.'),
  changed: short.describe('What was changed, and why that is the right place. Empty if nothing.'),
  confidence: z.enum(['low', 'medium', 'high']),
  cannot_fix: short
    .optional()
    .describe('Why it cannot be fixed honestly. Saying so is a good result.'),
  evidence: z
    .array(Evidence)
    .max(EVIDENCE_MAX)
    .optional()
    .describe('What the cause rests on, the strongest first.'),
  tried: short.optional().describe('What you tried, and what came of it.'),
  risks: z
    .array(RiskClass)
    .max(RiskClass.options.length)
    .optional()
    .describe('What your change touches of these: a person looks at it then.'),
  next_step: short.optional().describe('What a person should do next.'),
})
export type Finish = z.infer<typeof Finish>

/** Ends the loop. */
export const finish = defineTool({
  name: 'finish',
  description: 'Ends your work and hands in your report. Call it once, when you are done.',
  input: Finish,
  brief: (input) => `(${input.confidence} confidence)`,
  run: async (input) => ({ text: 'Thank you.', isError: false, finish: input }),
})
