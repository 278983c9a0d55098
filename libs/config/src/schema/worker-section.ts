import { z } from 'zod'
import { field } from './field.ts'

export const WorkerSection = z
  .strictObject({
    concurrency: field(z.int().min(1).max(16).default(1), {
      doc: 'Tasks that one worker process works on at the same time.',
      unit: 'tasks',
    }),
    lock_seconds: field(z.number().min(1).max(3_600).default(120), {
      doc: 'How long a claim lasts without a sign of life from its worker.',
      unit: 'seconds',
    }),
    stalled_seconds: field(z.number().min(0.2).max(3_600).default(30), {
      doc: 'How often tasks of vanished workers are looked for.',
      unit: 'seconds',
    }),
    stalled_max: field(z.int().min(0).max(20).default(3), {
      doc: 'How often a task may lose its worker before it fails.',
      unit: 'times',
    }),
    grace_seconds: field(z.number().min(0).max(3_600).default(20), {
      doc: 'How long a worker that is told to stop may take to hand its task back.',
      unit: 'seconds',
    }),
  })
  .prefault({})
