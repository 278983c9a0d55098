import type { Accuracy } from '../../api/metric-answers.ts'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { percent } from '../../parts/words.ts'
import { address } from '../../shell/route.ts'

/** How often verdicts were right, as far as people or GitHub's CI showed it later. */
export function AccuracyCard({ accuracy }: { accuracy: Accuracy }) {
  const { share, low, high, n, right, too_few, by_people, by_verdict, wrong } = accuracy
  return (
    <Card title="Decision accuracy" id="decision-accuracy">
      <p class="figure">{n === 0 ? 'none yet' : too_few ? 'too few to say' : percent(share)}</p>
      <p class="soft">
        {right} of {n} verdicts that came to be judged, {by_people} by people, the others by
        GitHub’s CI
        {n > 0 && `; with 95 % certainty ${percent(low)} to ${percent(high)}`}
      </p>
      <ul class="rules">
        {by_verdict.map((one) => (
          <li key={one.verdict} class="row">
            <Chip word={one.verdict} />
            <span>
              {one.right} of {one.n}
            </span>
            {one.n > 0 && (
              <span class="soft">
                {percent(one.low)} to {percent(one.high)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {wrong.length > 0 && (
        <details>
          <summary>Those that were wrong</summary>
          <ul class="rules">
            {wrong.map(({ task_id, verdict, should_be, why }) => (
              <li key={task_id}>
                <a href={address(['tasks', task_id])}>{task_id}</a> {verdict}
                {should_be && `, should be ${should_be}`}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}
