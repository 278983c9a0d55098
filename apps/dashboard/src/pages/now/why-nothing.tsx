import type { Decisions } from '../../api/answers.ts'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Time } from '../../parts/time.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { visible } from '../../parts/visible.ts'
import { place } from '../../parts/words.ts'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { leftAlone } from './left-alone.ts'

const SHOWN = 8

/** Everything that keeps work from beginning, then the last failures that were left alone. */
export function WhyNothing() {
  const overview = useParts().live.overview.value
  const decisions = useLoaded<Decisions>('/api/v1/decisions?limit=60')
  const left = leftAlone(decisions.value?.decisions ?? [])
  const reasons = overview?.idle ?? []
  return (
    <Card title="Why is nothing happening?" id="why">
      {reasons.length > 0 ? (
        <ul class="reasons">
          {reasons.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : (
        overview && <p>Nothing stands in the way of new work.</p>
      )}
      <Unloaded of={decisions} what="the decisions" />
      <ul class="lines">
        {left.slice(0, SHOWN).map((one) => (
          <li class="task-line" key={`${one.failure_id} ${one.at}`}>
            <div class="task-text">
              <p class="row">
                {one.task_id === null ? (
                  <span>{visible(place(one.repo, one.pr_number, one.head_sha.slice(0, 9)))}</span>
                ) : (
                  <a href={address(['tasks', one.task_id])}>
                    {visible(place(one.repo, one.pr_number, one.head_sha.slice(0, 9)))}
                  </a>
                )}
                <Chip word={one.answer} />
                <Time at={one.at} />
              </p>
              <p class="why">{visible(one.reason)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
