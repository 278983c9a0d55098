import { z } from 'zod'

/** How a failure stands to what is known of earlier runs. */
export const Standing = z.enum(['new', 'known', 'regression', 'inherited', 'flaky'])
export type Standing = z.infer<typeof Standing>

/** A failure's standing, with the run that shows it in words. */
export const History = z.object({ standing: Standing, reason: z.string().max(300) })
export type History = z.infer<typeof History>
