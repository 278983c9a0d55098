import { z } from 'zod'

/** One event from GitHub as it lies in the inbox. The GUID is the job's name: stored once. */
export const Delivery = z.object({
  /** `X-GitHub-Delivery`. */
  delivery_id: z.string().min(1).max(100),
  /** `X-GitHub-Event`. */
  event: z.string().min(1).max(100),
  source: z.enum(['webhook', 'pull']),
  received_at: z.iso.datetime(),
  /** What was understood of the body; null once it has been handled. Untrusted text. */
  payload: z.unknown(),
})
export type Delivery = z.infer<typeof Delivery>
