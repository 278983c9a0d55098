import { z } from 'zod'
import { EXAMPLE_CHARS_MAX } from '../limits.ts'

/** A log that a rule must decide, or must leave alone, with what else has to come out. */
export const Example = z.union([
  z.string().min(1).max(EXAMPLE_CHARS_MAX),
  z.strictObject({
    log: z.string().min(1).max(EXAMPLE_CHARS_MAX),
    files: z.array(z.string()).optional(),
    tests: z.array(z.string()).optional(),
    replay: z.string().nullable().optional(),
    autofix: z.string().nullable().optional(),
  }),
])
export type Example = z.infer<typeof Example>
