import { Diagnosis, Failure, History, RuleAnswer, Verdict } from '@millwright/protocol'
import { z } from 'zod'

/** What the lead knows of one failed job. */
export const FailureRecord = z.object({
  failure: Failure,
  diagnosis: Diagnosis,
  task_id: z.string().max(200).nullable(),
  /** The verdict that holds: that of the diagnosis, or a stricter one. */
  verdict: Verdict,
  answer: RuleAnswer.shape.answer,
  /** How it stands to earlier runs; records of older versions have none. */
  history: History.optional(),
})
export type FailureRecord = z.infer<typeof FailureRecord>
