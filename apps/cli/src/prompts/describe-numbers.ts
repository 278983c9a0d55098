import type { Numbers } from './template-client.ts'

const LABEL_WIDTH = 24

/** What became of a version's tasks, for people. */
export function describeNumbers(numbers: Numbers): string[] {
  const { n, open, left_out, too_few } = numbers
  const few = too_few ? ', too few to compare' : ''
  const row = (label: string, text: string) => `  ${label.padEnd(LABEL_WIDTH)}${text}`
  const rows = [row('tasks that ended', `${n}${few} (${open} open, ${left_out} left out)`)]
  if (n === 0) return rows
  return [
    ...rows,
    row('green at first attempt', share(numbers.first_green)),
    row('green', share(numbers.green)),
    row('blocked by the gate', share(numbers.gate_blocks)),
    row('escalated', share(numbers.escalated)),
    row('rejected by a person', share(numbers.rejected)),
    row('median time', numbers.minutes === null ? '-' : `${numbers.minutes.toFixed(1)} min`),
    row('median cost of a task', usd(numbers.usd_median)),
    row('cost of a green fix', usd(numbers.usd_per_fix)),
  ]
}

function share({ count, of, share: part, low, high }: Numbers['green']): string {
  if (part === null) return '-'
  const percent = (value: number) => Math.round(value * 100)
  const between = `${percent(low)} to ${percent(high)} %`
  return `${percent(part)} % (${count} of ${of}; 95 % interval ${between})`
}

function usd(value: number | null): string {
  return value === null ? 'unknown' : `${value.toFixed(2)} USD`
}
