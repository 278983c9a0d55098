import { z } from 'zod'

/** A webhook of ours: the App's own (both null), or one of a repository. */
export interface Hook {
  repo: string | null
  hookId: number | null
}

/** One try to deliver an event. A redelivery has another id and the same GUID. */
export const HookDelivery = z
  .object({
    id: z.number().int(),
    guid: z.string().max(100),
    delivered_at: z.iso.datetime(),
    event: z.string().max(100),
    action: z.string().max(100).nullable(),
    /** What our listener answered, or a proxy before it; 0 for none. */
    status_code: z.number().int(),
  })
  .transform(({ delivered_at, status_code, ...delivery }) => ({
    ...delivery,
    statusCode: status_code,
    deliveredAt: new Date(delivered_at).toISOString(),
  }))
export type HookDelivery = z.output<typeof HookDelivery>
