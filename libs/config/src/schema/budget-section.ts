import { z } from 'zod'
import { field } from './field.ts'

const usd = z.number().min(0).max(1_000_000)

/** Each attempt sets `limits.usd` aside in all of these before it begins, and pays what it cost. */
export const BudgetSection = z
  .strictObject({
    task_usd: field(usd.default(12), {
      doc: 'Model spend of one task with all its retries; then a person is called.',
      unit: 'USD',
    }),
    pull_request_usd: field(usd.default(20), {
      doc: 'Model spend of one pull request in a calendar month; then a person is called.',
      unit: 'USD',
    }),
    repository_day_usd: field(usd.default(50), {
      doc: 'Model spend of one repository in a day (UTC); then its tasks wait for the next.',
      unit: 'USD',
    }),
    day_usd: field(usd.default(100), {
      doc: 'Model spend of everything in a day (UTC); then all tasks wait for the next.',
      unit: 'USD',
    }),
    month_usd: field(usd.default(1_000), {
      doc: 'Model spend of everything in a calendar month (UTC); then all tasks wait for the next.',
      unit: 'USD',
    }),
  })
  .prefault({})
