import type { Figures } from '../../api/metric-answers.ts'
import { Card } from '../../parts/card.tsx'
import { Chart } from './chart.tsx'
import type { Figure } from './figures.ts'

interface FigureCardProps {
  readonly figure: Figure
  readonly window: Figures
  /** The oldest first. */
  readonly days: readonly Figures[]
}

/** A figure over the window, its days as a chart, and the same days as a table. */
export function FigureCard({ figure, window, days }: FigureCardProps) {
  const points = days.map((day) => ({ day: day.since, value: figure.daily(day) }))
  const known = points.filter(({ value }) => value !== null)
  return (
    <Card title={figure.title} id={figure.title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}>
      <p class="figure">{figure.value(window)}</p>
      <p class="soft">{figure.of(window)}</p>
      {known.length > 0 && <Chart points={points} unit={figure.unit} />}
      {known.length > 0 && (
        <details>
          <summary>By day</summary>
          <table class="days">
            <thead>
              <tr>
                <th scope="col">Day (UTC)</th>
                <th scope="col">{figure.unit}</th>
              </tr>
            </thead>
            <tbody>
              {known.toReversed().map(({ day, value }) => (
                <tr key={day}>
                  <td>{day}</td>
                  <td>{value?.toFixed(2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Card>
  )
}
