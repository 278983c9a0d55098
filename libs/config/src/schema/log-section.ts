import { z } from 'zod'
import { field } from './field.ts'

export const LogSection = z
  .strictObject({
    level: field(
      z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
      { doc: 'Lowest level that is written.' },
    ),
  })
  .prefault({})
