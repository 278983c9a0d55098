import { TaskState } from '@millwright/protocol'
import type { Command } from 'commander'
import { z } from 'zod'
import { configOf } from '../command-context.ts'
import { printable } from '../printable.ts'
import { createStatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import { writeJson, writeLine } from '../write-out.ts'

/** What we show of the status API's overview; whatever else it says is for `--json`. */
const Overview = z.object({
  version: z.string(),
  paused: z.boolean().nullable(),
  lead: z.object({ mode: z.string(), started_at: z.string(), seen_at: z.string() }).nullable(),
  tasks: z.partialRecord(TaskState, z.number()),
  prompts_refused: z
    .object({
      place: z.object({ file: z.string(), line: z.number(), column: z.number() }).nullable(),
      problem: z.string(),
    })
    .nullable()
    .default(null),
  idle: z.array(z.object({ code: z.string(), text: z.string() })).default([]),
  queues: z.record(z.string(), z.object({ waiting: z.number(), active: z.number() })),
  workers: z.object({ count: z.number(), sandbox: z.record(z.string(), z.number()) }),
})
/** Of what keeps work from beginning, that which has a line of its own. */
const saidElsewhere: ReadonlySet<string> = new Set(['lead_away', 'no_workers'])
type Overview = z.infer<typeof Overview>

/** `millwright status`: how the running service is, in one look. */
export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('show how the running service is')
    .option('--json', 'print the answer of the status API')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const client = createStatusClient(configOf(command))
      const answer = await client.get('/api/v1/status')
      if (json === true) return writeJson(answer)
      const { success, data } = Overview.safeParse(answer)
      if (!success) throw unknownForm()
      writeLine(`dashboard  ${client.url}/`)
      for (const [label, text] of describe(data))
        writeLine(`${label.padEnd(10)} ${printable(text)}`)
    })
}

function describe(overview: Overview): [string, string][] {
  const { version, paused, lead, tasks, queues, workers, prompts_refused, idle } = overview
  const away = 'AWAY: nothing is decided or delivered until it is back'
  const up = lead && `up since ${lead.started_at}, seen ${lead.seen_at}, GitHub by ${lead.mode}`
  const waiting = Object.entries(queues).map(
    ([name, depth]) => `${name} ${depth.waiting} waiting ${depth.active} active`,
  )
  return [
    ['version', version],
    ['lead', `${up ?? away}${paused === true ? ', PAUSED' : ''}`],
    ...idle
      .filter(({ code }) => !saidElsewhere.has(code))
      .map(({ code, text }): [string, string] => [code === 'paused' ? code : 'idle', text]),
    ...refusal(prompts_refused),
    ['workers', [String(workers.count), ...counted(workers.sandbox)].join(', ')],
    ['tasks', counted(tasks).join(', ') || 'none'],
    ['queues', waiting.join(', ')],
  ]
}

function refusal(refused: Overview['prompts_refused']): [string, string][] {
  if (refused === null) return []
  const { place, problem } = refused
  const where = place === null ? '' : `${place.file}:${place.line}:${place.column}: `
  return [['prompts', `an edit is refused, the last good ones stay: ${where}${problem}`]]
}

function counted(counts: Readonly<Record<string, number>>): string[] {
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  return some.map(([name, count]) => `${count} ${name}`)
}
