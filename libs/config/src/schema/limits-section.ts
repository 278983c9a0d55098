import { z } from 'zod'
import { field } from './field.ts'

export const LimitsSection = z
  .strictObject({
    turns: field(z.int().min(1).max(200).default(40), {
      doc: 'Answers of the model in one attempt.',
      unit: 'turns',
    }),
    usd: field(z.number().min(0).max(1_000).default(3), {
      doc: 'Model spend of one attempt.',
      unit: 'USD',
    }),
    tokens: field(z.int().min(1).max(100_000_000).default(2_000_000), {
      doc: 'Input and output tokens of one attempt together.',
      unit: 'tokens',
    }),
    files: field(z.int().min(1).max(1_000).default(5), {
      doc: 'Files that a patch may change; the gate refuses a larger one, and people are told.',
      unit: 'files',
    }),
    lines: field(z.int().min(1).max(100_000).default(400), {
      doc: 'Lines that a patch may change, of 200 characters on average; the gate refuses a larger one, and people are told.',
      unit: 'lines',
    }),
    task_minutes: field(z.number().min(0.05).max(240).default(30), {
      doc: 'Time for one attempt.',
      unit: 'minutes',
    }),
    attempts: field(z.int().min(1).max(10).default(2), {
      doc: 'Attempts at one cause on one pull request before a person is called.',
      unit: 'attempts',
    }),
    reruns: field(z.int().min(0).max(5).default(1), {
      doc: 'How often the failed jobs of a run are run again: before a cause that may be gone by itself is looked into, and before a commit of ours that is red of a new cause is reverted; 0 for never. Needs the permission actions: write.',
      unit: 'times',
    }),
    rerun_minutes: field(z.number().min(0).max(100_000).default(60), {
      doc: 'Time of CI that these reruns may take in one repository on one day (UTC); each counts as long as its failed jobs took, every job in whole minutes, as GitHub bills them.',
      unit: 'minutes',
    }),
    approval_hours: field(
      z
        .number()
        .min(0.01)
        .max(24 * 30)
        .default(72),
      {
        doc: 'Time in which a person can approve a patch that waits; then it is dropped.',
        unit: 'hours',
      },
    ),
  })
  .prefault({})
