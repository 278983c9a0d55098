import { money } from '../../parts/words.ts'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'

/** The service in one line of numbers. */
export function Numbers() {
  const overview = useParts().live.overview.value
  if (overview === null) return <p class="soft">Loading the numbers.</p>
  const { tasks, queues, workers, lead } = overview
  const today = lead?.budgets?.find(({ scope }) => scope.startsWith('day'))
  const busy = tasks.running
  return (
    <dl class="numbers">
      <Figure name="waiting" value={queues.tasks?.waiting ?? 0} to={{ state: 'queued' }} />
      <Figure name="running" value={busy} to={{ state: 'running' }} />
      <Figure name="watching CI" value={tasks.watching} to={{ state: 'watching' }} />
      <Figure name="resolved" value={tasks.resolved} to={{ state: 'resolved' }} />
      <Figure name="escalated" value={tasks.escalated} to={{ state: 'escalated' }} />
      <div>
        <dt>workers</dt>
        <dd>{workers.count}</dd>
      </div>
      {today && (
        <div>
          <dt>spent today of {money(today.limit)}</dt>
          <dd>{money(today.spent + today.reserved)}</dd>
        </div>
      )}
    </dl>
  )
}

function Figure({ name, value, to }: { name: string; value: number; to: { state: string } }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <a href={address(['tasks'], to)}>{value}</a>
      </dd>
    </div>
  )
}
