import { z } from 'zod'

/** The most of a transcript that is kept for people, in bytes of JSON. */
export const TRANSCRIPT_BYTES_MAX = 250_000
/** Calls of one turn that are kept; the others are counted. */
export const TRANSCRIPT_CALLS_MAX = 20

/** A call of a tool, with what came of it. */
export const TranscriptCall = z.object({
  tool: z.string().max(200),
  input: z.string(),
  /** Null while it runs. */
  output: z.string().nullable(),
  is_error: z.boolean(),
})
export type TranscriptCall = z.infer<typeof TranscriptCall>

/** One answer of the model and what it led to. Long texts are cut, and say so. */
export const TranscriptTurn = z.object({
  /** The first answer of a loop is turn 1. */
  turn: z.number().int().min(1),
  said: z.string(),
  calls: z.array(TranscriptCall).max(TRANSCRIPT_CALLS_MAX),
  calls_left_out: z.number().int().min(0),
  /** What the worker told the model after it, beside the outputs: a reminder, a warning. */
  told: z.string(),
})
export type TranscriptTurn = z.infer<typeof TranscriptTurn>

/** What a model said and did about one task, for people; every word of it is untrusted. */
export const Transcript = z.object({
  /** The attempt that wrote it last. */
  epoch: z.number().int().min(1),
  worker: z.string().max(200),
  at: z.iso.datetime(),
  /** Turns at the beginning for which there was no room. */
  left_out: z.number().int().min(0),
  turns: z.array(TranscriptTurn),
})
export type Transcript = z.infer<typeof Transcript>
