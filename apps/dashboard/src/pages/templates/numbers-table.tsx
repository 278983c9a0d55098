import type { Bounded, Numbers, Version } from '../../api/template-answers.ts'
import { money } from '../../parts/words.ts'

/** What became of the tasks of each version, with 95 % intervals; GitHub's CI decides on green. */
export function NumbersTable({ versions }: { versions: readonly Version[] }) {
  const counted = versions.flatMap(({ hash, label, numbers }) =>
    numbers && numbers.n > 0 ? [{ hash, label, numbers }] : [],
  )
  if (counted.length === 0) return <p class="soft">No task of any version has ended yet.</p>
  return (
    <div class="scroll">
      <table class="numbers-table">
        <thead>
          <tr>
            <th scope="col">Version</th>
            {columns.map(([title]) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counted.map(({ hash, label, numbers }) => (
            <tr key={hash}>
              <th scope="row">
                <code>{hash.slice(7, 19)}</code> {label}
                {numbers.too_few && <span class="soft"> too few to compare</span>}
              </th>
              {columns.map(([title, value]) => (
                <td key={title}>{value(numbers)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const columns: readonly (readonly [string, (numbers: Numbers) => string])[] = [
  ['Tasks', ({ n }) => String(n)],
  ['First green', ({ first_green }) => bounds(first_green)],
  ['Green', ({ green }) => bounds(green)],
  ['Gate blocks', ({ gate_blocks }) => bounds(gate_blocks)],
  ['Escalated', ({ escalated }) => bounds(escalated)],
  ['Rejected', ({ rejected }) => bounds(rejected)],
  ['Minutes', ({ minutes }) => (minutes === null ? 'none yet' : minutes.toFixed(1))],
  ['Cost', ({ usd }) => money(usd)],
  ['Per fix', ({ usd_per_fix }) => (usd_per_fix === null ? 'none yet' : money(usd_per_fix))],
]

function bounds({ share, low, high }: Bounded): string {
  if (share === null) return 'none yet'
  const per = (part: number) => Math.round(part * 100)
  return `${per(share)} % (${per(low)} to ${per(high)})`
}
