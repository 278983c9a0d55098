import { z } from 'zod'

/** Whether what was red in our own run is the failure that was diagnosed. */
export const SameFailure = z.object({
  /** `unknown`: triage recognises too little of one of them to say so. */
  same: z.enum(['yes', 'no', 'unknown']),
  /** True when what was seen is a lack of the machine, such as a missing command or network. */
  is_hindered: z.boolean(),
  /** In words of our own and names of rules: nothing that a repository prints stands in it. */
  why: z.string().max(500),
})
export type SameFailure = z.infer<typeof SameFailure>
