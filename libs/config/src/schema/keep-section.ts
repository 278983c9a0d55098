import { z } from 'zod'
import { field } from './field.ts'

export const KeepSection = z
  .strictObject({
    tasks: field(z.int().min(100).max(1_000_000).default(100_000), {
      doc: 'Tasks that are kept, for 30 days at most; the oldest goes first.',
      unit: 'tasks',
    }),
    tasks_mb: field(z.int().min(10).max(100_000).default(260), {
      doc: 'What the records of all tasks may take in Redis, about 3 kB each; the oldest goes first. Their lists take half a kB each besides, and the `maxmemory` of Redis must hold all of it.',
      unit: 'MB',
    }),
  })
  .prefault({})
