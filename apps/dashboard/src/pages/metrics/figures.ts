import type { Figures } from '../../api/metric-answers.ts'
import { duration } from '../../parts/ago.ts'
import { money, percent } from '../../parts/words.ts'

/** One figure: its value over a window in words, and by day for the chart. */
export interface Figure {
  readonly title: string
  value(window: Figures): string
  /** What the value is made of. */
  of(window: Figures): string
  /** Null on a day that says nothing. */
  daily(day: Figures): number | null
  /** The unit of the chart. */
  readonly unit: string
}

const share = (part: number | null) => (part === null ? null : part * 100)
const seconds = (value: number | null) => (value === null ? 'none yet' : duration(value * 1000))
const dollars = (value: number | null, n: number) => (n === 0 ? 'none yet' : money(value))

/** In the order of docs/metrics.md, which says how each is made. */
export const figures: readonly Figure[] = [
  {
    title: 'Time to green',
    value: ({ time_to_resolution: { median_seconds } }) => seconds(median_seconds),
    of: ({ time_to_resolution: { n, mean_seconds } }) =>
      `median of ${n} resolved, mean ${seconds(mean_seconds)}`,
    daily: ({ time_to_resolution: { median_seconds } }) =>
      median_seconds === null ? null : median_seconds / 60,
    unit: 'minutes',
  },
  {
    title: 'First-attempt success',
    value: ({ first_attempt_success }) => percent(first_attempt_success.share),
    of: ({ first_attempt_success: { n } }) => `of ${n} first commits that CI judged`,
    daily: ({ first_attempt_success }) => share(first_attempt_success.share),
    unit: 'percent',
  },
  {
    title: 'Retry',
    value: ({ retry }) => percent(retry.share),
    of: ({ retry: { n } }) => `retries for ${n} tasks opened`,
    daily: ({ retry }) => share(retry.share),
    unit: 'percent',
  },
  {
    title: 'Escalation',
    value: ({ escalation }) => percent(escalation.share),
    of: ({ escalation: { n } }) => `of ${n} tasks that ended`,
    daily: ({ escalation }) => share(escalation.share),
    unit: 'percent',
  },
  {
    title: 'Throughput',
    value: ({ throughput: { per_day } }) => `${per_day.toFixed(1)} a day`,
    of: ({ throughput: { ended, resolved } }) => `${ended} ended, ${resolved} resolved`,
    daily: ({ throughput: { ended } }) => ended || null,
    unit: 'tasks',
  },
  {
    title: 'Cost per task',
    value: ({ cost_per_task: { usd, n } }) => dollars(usd, n),
    of: ({ cost_per_task: { n, unpriced } }) => `of ${n} priced results; ${unpriced} unpriced`,
    daily: ({ cost_per_task: { usd } }) => usd,
    unit: 'USD',
  },
  {
    title: 'Cost per accepted fix',
    value: ({ cost_per_task: { usd_per_resolved }, throughput: { resolved } }) =>
      dollars(usd_per_resolved, resolved),
    of: ({ cost_per_task: { spent_usd }, throughput: { resolved } }) =>
      `${money(spent_usd)} for ${resolved} resolved`,
    daily: ({ cost_per_task: { spent_usd } }) => spent_usd || null,
    unit: 'USD spent',
  },
]
