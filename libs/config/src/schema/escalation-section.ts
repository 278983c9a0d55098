import { z } from 'zod'
import { field } from './field.ts'

const hours = z
  .number()
  .min(0.01)
  .max(24 * 365)

/** What happens where a person must act. */
export const EscalationSection = z
  .strictObject({
    issues: field(z.boolean().default(false), {
      doc: 'Whether GitHub gets one issue for each cause that needs a person; it is kept up to date, and closed when everything that failed of it is green. Needs issues: write.',
    }),
    labels: field(z.array(z.string().min(1).max(50)).max(20).default(['millwright']), {
      doc: 'Labels of such an issue.',
      unit: 'names',
    }),
    hours: z
      .strictObject({
        critical: field(hours.default(1), {
          doc: 'Time in which a person should answer for a red default branch; then they are told again.',
          unit: 'hours',
        }),
        high: field(hours.default(4), {
          doc: 'The same for a cause of high severity.',
          unit: 'hours',
        }),
        normal: field(hours.default(24), {
          doc: 'The same for a cause of normal severity.',
          unit: 'hours',
        }),
        low: field(hours.default(72), {
          doc: 'The same for a cause of low severity.',
          unit: 'hours',
        }),
      })
      .prefault({}),
  })
  .prefault({})
