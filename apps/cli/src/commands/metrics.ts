import type { Command } from 'commander'
import { z } from 'zod'
import { configOf } from '../command-context.ts'
import { createStatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import { writeJson, writeLine } from '../write-out.ts'

const figure = z.number().nullable()
/** What we show of the status API's figures; whatever else it says is for `--json`. */
const Window = z.object({
  days: z.number(),
  throughput: z.object({ per_day: z.number(), ended: z.number(), resolved: z.number() }),
  first_attempt_success: z.object({ share: figure, n: z.number() }),
  retry: z.object({ share: figure, n: z.number() }),
  escalation: z.object({ share: figure, n: z.number() }),
  time_to_resolution: z.object({ median_seconds: figure, n: z.number() }),
  decision_accuracy: z.object({ share: figure, n: z.number() }),
  cost_per_task: z.object({ usd: figure, n: z.number(), unpriced: z.number() }),
})
type Window = z.infer<typeof Window>
const Answer = z.object({ windows: z.array(Window) })

const LABEL_WIDTH = 28
const COLUMN_WIDTH = 18

/** `millwright metrics`: the six figures of the running service. */
export function addMetricsCommand(program: Command): void {
  program
    .command('metrics')
    .description(
      'show throughput, success, retries, escalation, right verdicts, time to green CI and cost',
    )
    .option('--json', 'print the answer of the status API, with each day by itself')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const answer = await createStatusClient(configOf(command)).get('/api/v1/metrics')
      if (json === true) return writeJson(answer)
      const { success, data } = Answer.safeParse(answer)
      if (!success) throw unknownForm()
      for (const [label, ...cells] of table(data.windows)) {
        const columns = cells.map((cell) => cell.padStart(COLUMN_WIDTH)).join('')
        writeLine(`${label.padEnd(LABEL_WIDTH)}${columns}`)
      }
    })
}

type Row = [label: string, ...cells: string[]]

function table(windows: readonly Window[]): Row[] {
  const row = (label: string, cell: (window: Window) => string): Row => [
    label,
    ...windows.map(cell),
  ]
  return [
    row('', (w) => `${w.days} days`),
    row('tasks ended a day', (w) => `${w.throughput.per_day.toFixed(1)} (n ${w.throughput.ended})`),
    row('green CI', (w) => String(w.throughput.resolved)),
    row('green at the first attempt', (w) => percent(w.first_attempt_success)),
    row('retries for each task', (w) => percent(w.retry)),
    row('escalated', (w) => percent(w.escalation)),
    row('verdicts that were right', (w) => percent(w.decision_accuracy)),
    row('median time to green CI', ({ time_to_resolution: t }) =>
      of(duration(t.median_seconds), t),
    ),
    row('cost of a task', ({ cost_per_task: c }) => of(dollars(c.usd), c)),
    row('tasks of unknown cost', (w) => String(w.cost_per_task.unpriced)),
  ]
}

function percent({ share, n }: { share: number | null; n: number }): string {
  return of(share === null ? null : `${Math.round(share * 100)} %`, { n })
}

function duration(seconds: number | null): string | null {
  return seconds === null ? null : `${(seconds / 60).toFixed(1)} min`
}

function dollars(usd: number | null): string | null {
  return usd === null ? null : `${usd.toFixed(2)} USD`
}

function of(text: string | null, { n }: { n: number }): string {
  return text === null ? '-' : `${text} (n ${n})`
}
