import type { Metrics } from '../../api/metric-answers.ts'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { AccuracyCard } from './accuracy-card.tsx'
import { FigureCard } from './figure-card.tsx'
import { figures } from './figures.ts'

const spans = ['7', '30', '90'] as const

/** The figures of the service over 7, 30 or 90 days, with the days they are made of. */
export function MetricsPage() {
  const { route } = useParts()
  const chosen = spans.find((days) => days === route.value.query.get('days')) ?? '30'
  const metrics = useLoaded<Metrics>('/api/v1/metrics')
  const window = metrics.value?.windows.find(({ days }) => String(days) === chosen)
  const days = (metrics.value?.daily ?? []).slice(0, Number(chosen)).toReversed()
  return (
    <>
      <p class="row tabs">
        {spans.map((name) => (
          <a
            key={name}
            href={address(['metrics'], { days: name })}
            aria-current={name === chosen ? 'true' : undefined}
          >
            {name} days
          </a>
        ))}
      </p>
      <Unloaded of={metrics} what="the figures" />
      {window && (
        <div class="tiles">
          {figures.map((figure) => (
            <FigureCard key={figure.title} figure={figure} window={window} days={days} />
          ))}
          <AccuracyCard accuracy={window.decision_accuracy} />
        </div>
      )}
      <p class="soft">
        A fix counts when GitHub’s own CI is green on our commit. What a worker says of itself
        counts for nothing. Decision accuracy here is made of the verdicts of which something came
        to light; on labelled logs it is measured in <code>docs/triage-accuracy.md</code>.
      </p>
    </>
  )
}
