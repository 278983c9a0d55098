import { isFinished, TaskState } from '@millwright/protocol'
import { type CountBook, type CountName, RESOLUTION_SECONDS } from '@millwright/store'
import type { Figures } from './figures.ts'

/** Ends that say how a failure was met; a task that was overtaken or called off says nothing. */
const counted = TaskState.options.filter(
  (state) => isFinished(state) && state !== 'superseded' && state !== 'cancelled',
)

/** The six figures over the last `length` days (UTC), today and not yet over among them. */
export function sixFigures({ days }: Pick<CountBook, 'days'>, length: number): Figures {
  const chosen = days.slice(0, length)
  const of = (name: CountName) =>
    chosen.reduce((sum, { counts }) => sum + (counts.get(name) ?? 0), 0)
  const ended = counted.reduce((sum, state) => sum + of(`ended:${state}`), 0)
  const green = of('judged:first:green')
  const first = green + of('judged:first:red')
  const retries = of('retried:ci_red') + of('retried:person') + of('retried:worker_lost')
  const opened = of('opened:FIXABLE') + of('opened:INVESTIGATE')
  const resolved = of('ended:resolved')
  const spent = of('cost:micro_usd') / 1_000_000
  const priced = of('cost:priced')
  return {
    days: length,
    since: chosen.at(-1)?.day ?? '',
    throughput: { per_day: ended / length, ended, resolved },
    first_attempt_success: { share: share(green, first), green, n: first },
    retry: { share: share(retries, opened), retries, n: opened },
    escalation: {
      share: share(of('ended:escalated'), ended),
      escalated: of('ended:escalated'),
      n: ended,
    },
    time_to_resolution: {
      mean_seconds: share(of('resolution:seconds'), resolved),
      median_seconds: median(of, resolved),
      n: resolved,
    },
    cost_per_task: {
      usd: share(spent, priced),
      usd_per_resolved: share(spent, resolved),
      spent_usd: spent,
      n: priced,
      unpriced: of('cost:unpriced'),
    },
  }
}

/** Null instead of a figure made of nothing. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/**
 * Taken to lie evenly within the interval that holds it, as Prometheus' `histogram_quantile` does;
 * in the last, open one, the bound below it is returned.
 */
function median(of: (name: CountName) => number, n: number): number | null {
  if (n === 0) return null
  let below = 0
  let lower = 0
  for (const bound of RESOLUTION_SECONDS) {
    const here = of(`resolution:${bound}`)
    if (below + here >= n / 2) return lower + ((bound - lower) * (n / 2 - below)) / here
    below += here
    lower = bound
  }
  return lower
}
