import type { Bounded, Numbers, Version } from '../../api/template-answers.ts'
import { money } from '../../parts/words.ts'

interface NumbersListProps {
  readonly versions: readonly Version[]
  /** Its tasks edit nothing, so that no commit of them can be green. */
  readonly isReadOnly: boolean
}

/** What became of the tasks of each version, with 95 % intervals; GitHub's CI decides on green. */
export function NumbersList({ versions, isReadOnly }: NumbersListProps) {
  const columns = isReadOnly ? [tasks, escalated, ...spent] : [tasks, ...patches, ...spent, perFix]
  const shown = versions.flatMap(({ hash, label, numbers }) =>
    numbers && (label !== null || numbers.n > 0) ? [{ hash, label, numbers }] : [],
  )
  return (
    <>
      {shown.map(({ hash, label, numbers }) => (
        <section key={hash} class="version-numbers" aria-label={`Numbers of ${hash.slice(7, 19)}`}>
          <h3>
            <code>{hash.slice(7, 19)}</code> {label}
            {numbers.too_few && <span class="soft"> too few to compare</span>}
            {numbers.open > 0 && <span class="soft">, {numbers.open} at work</span>}
          </h3>
          <dl class="numbers">
            {columns.map(([title, value]) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{value(numbers)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}

type Column = readonly [title: string, value: (numbers: Numbers) => string]

const tasks: Column = ['Tasks that ended', ({ n }) => String(n)]
const escalated: Column = ['Escalated', (numbers) => bounds(numbers.escalated)]
const patches: readonly Column[] = [
  ['Green at first attempt', ({ first_green }) => bounds(first_green)],
  ['Green', ({ green }) => bounds(green)],
  ['Blocked by the gate', ({ gate_blocks }) => bounds(gate_blocks)],
  escalated,
  ['Rejected by a person', ({ rejected }) => bounds(rejected)],
]
const spent: readonly Column[] = [
  ['Median time', ({ minutes }) => (minutes === null ? 'none yet' : `${minutes.toFixed(1)} min`)],
  ['Median cost', ({ n, usd }) => (n === 0 ? 'none yet' : money(usd))],
]
const perFix: Column = [
  'Cost of a green fix',
  ({ usd_per_fix }) => (usd_per_fix === null ? 'none yet' : money(usd_per_fix)),
]

function bounds({ share, low, high }: Bounded): string {
  if (share === null) return 'none yet'
  const per = (part: number) => Math.round(part * 100)
  return `${per(share)} % (${per(low)} to ${per(high)})`
}
