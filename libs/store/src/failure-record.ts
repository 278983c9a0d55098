import { Diagnosis, Failure, RuleAnswer, Verdict } from '@millwright/protocol'
import { z } from 'zod'

/** What the lead knows of one failed job. */
export const FailureRecord = z.object({
  failure: Failure,
  diagnosis: Diagnosis,
  task_id: z.string().max(200).nullable(),
  /** The verdict that holds: that of the diagnosis, or a stricter one. */
  verdict: Verdict,
  answer: RuleAnswer.shape.answer,
})
export type FailureRecord = z.infer<typeof FailureRecord>
