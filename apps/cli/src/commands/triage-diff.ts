import type { ComparedCause } from '@millwright/triage'
import type { Command } from 'commander'
import { printable } from '../printable.ts'
import { addTriageOptions, readOptions, type TriageOptions } from '../triage/triage-options.ts'
import { writeJson, writeLine } from '../write-out.ts'

/** `millwright triage diff`: which causes of a red run are new, gone or still there. */
export function addTriageDiffCommand(triage: Command): void {
  const diff = triage
    .command('diff <old> <new>')
    .description('compare two runs, each a log or a folder of logs: new, unchanged, gone')
    .option('--json', 'print it for programs')
  addTriageOptions(diff).action(compare)
}

async function compare(old: string, now: string, _: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<TriageOptions>()
  if (old === '-' && now === '-') command.error('error: standard input (-) can be read once only')
  const [{ compareRuns }, { readRun }] = await Promise.all([
    import('@millwright/triage'),
    import('../triage/read-run.ts'),
  ])
  const ways = await readOptions(options)
  const rows = compareRuns(await readRun(old, ways), await readRun(now, ways))
  if (options.json === true) writeJson(rows)
  else for (const line of describe(rows)) writeLine(line)
}

function describe(rows: readonly ComparedCause[]): string[] {
  const count = (state: ComparedCause['state']) => rows.filter((row) => row.state === state).length
  return [
    `${count('new')} new, ${count('unchanged')} unchanged, ${count('gone')} gone`,
    ...rows.flatMap(({ state, verdict, category, rule, summary, line, text }) => [
      `${state.padEnd(9)}  ${verdict} ${category} (${rule}) ${printable(summary)}`,
      `           ${line}: ${printable(text)}`,
    ]),
  ]
}
