import type { Command } from 'commander'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printable, printableJson } from '../printable.ts'
import { createStatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import { writeJson, writeLine } from '../write-out.ts'

const Check = z.object({
  entries: z.number(),
  head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  broken: z.object({ seq: z.number(), why: z.string() }).nullable(),
})
const Page = z.object({
  entries: z.array(z.record(z.string(), z.unknown())),
  next: z.string().nullable(),
})

const PAGE = 500
/** More pages than a log has; the export of one that grows all the while ends, too. */
const PAGES_MAX = 100

/** `millwright audit`: who asked the service for what, and whether the log of it is whole. */
export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('who asked for what, and from where')
  audit
    .command('verify')
    .description('follow the chain of the log; exit code 3 when it is broken')
    .option('--json', 'print the answer of the status API')
    .action(verify)
  audit
    .command('export')
    .description('print the log as JSON, one row a line, newest first')
    .action(exportAll)
}

async function verify({ json }: { json?: boolean }, command: Command): Promise<void> {
  const answer = await createStatusClient(configOf(command)).get('/api/v1/audit/check')
  const { broken, entries, head } = known(Check, answer)
  if (json === true) writeJson(answer)
  if (broken !== null) {
    const what = `the audit log is broken at row ${broken.seq}: ${printable(broken.why)}`
    throw new CliError(what, exitCode.checkFailed)
  }
  const last = head === null ? '' : `, the last is ${head.seq} ${printable(head.hash)}`
  if (json !== true) writeLine(`whole: ${entries} rows${last}`)
}

async function exportAll(_: object, command: Command): Promise<void> {
  const client = createStatusClient(configOf(command))
  let before = ''
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await client.get(`/api/v1/audit?limit=${PAGE}${before}`)
    const { entries, next } = known(Page, answer)
    for (const entry of entries) writeLine(printableJson(entry))
    if (next === null) return
    before = `&before=${encodeURIComponent(next)}`
  }
}

function known<T>(schema: z.ZodType<T>, answer: unknown): T {
  const { success, data } = schema.safeParse(answer)
  if (success) return data
  throw unknownForm()
}
