import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Jail } from '@millwright/sandbox'
import { type Counted, countTests } from './count-tests.ts'
import { isReporterRefused } from './is-reporter-refused.ts'
import { copyNamed, removeNamed } from './named-report.ts'
import { REPORT_BYTES_MAX, readReports } from './read-reports.ts'
import { readScripts } from './read-scripts.ts'
import type { ReportPlace } from './report-place.ts'
import { type ReportingCommand, reportingCommand, startsScript } from './reporting-command.ts'
import { textOfGo } from './text-of-go.ts'

type ExecResult = Awaited<ReturnType<Jail['run']>>

export interface CountedRun {
  readonly result: ExecResult
  /** What it printed, as people read it. */
  readonly text: string
  /** What its own report counts; null without one that can be read. */
  readonly counted: Counted | null
}

export interface CountedRunOptions {
  readonly jail: Pick<Jail, 'run'>
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly reports?: ReportPlace | undefined
  /** The tests that are counted once more by themselves. */
  readonly targets?: readonly string[] | undefined
}

const COPY_TIMEOUT_MS = 30_000

/** Runs one command and has its runner, where it is known or its report is named, count the tests. */
export async function countedRun(command: string, options: CountedRunOptions): Promise<CountedRun> {
  const { reports } = options
  if (reports === undefined) return await plainRun(command, options)
  const name = `report-${randomUUID()}`
  if (reports.named !== null) return await namedRun(command, name, reports, options)
  const scripts = startsScript(command) ? await readScripts(options.jail, options.signal) : {}
  const reporting = reportingCommand(command, join(reports.inside, name), scripts)
  if (reporting === null) return await plainRun(command, options)
  const run = await reportingRun(reporting, join(reports.outside, name), options)
  // Only a run in which no test can have run is repeated: a second chance would hide a red one.
  const { exitCode, timedOut } = run.result
  const isHindered =
    run.counted === null && exitCode !== 0 && !timedOut && isReporterRefused(run.text)
  return isHindered ? await plainRun(command, options) : run
}

/** Whether the tests of a command would be counted. */
export async function isCounted(
  command: string,
  { jail, reports, signal }: Omit<CountedRunOptions, 'timeoutMs'>,
): Promise<boolean> {
  if (reports === undefined) return false
  const scripts = startsScript(command) ? await readScripts(jail, signal) : {}
  return reports.named !== null || reportingCommand(command, '/r', scripts) !== null
}

async function plainRun(command: string, options: CountedRunOptions): Promise<CountedRun> {
  const { jail, timeoutMs, signal } = options
  const result = await jail.run({ command, timeoutMs, signal })
  return { result, text: result.output, counted: null }
}

async function reportingRun(
  { command, variables, format, isPrinted }: ReportingCommand,
  path: string,
  { jail, timeoutMs, signal, targets }: CountedRunOptions,
): Promise<CountedRun> {
  const more = isPrinted ? { outputBytesMax: REPORT_BYTES_MAX } : {}
  const result = await jail.run({ command, timeoutMs, signal, env: variables, ...more })
  signal.throwIfAborted()
  if (!isPrinted) {
    const texts = await readReports(path)
    return { result, text: result.output, counted: texts && countTests(format, texts, targets) }
  }
  const counted = result.truncated ? null : countTests(format, [result.stdout], targets)
  return { result, text: textOfGo(result.stdout) + result.stderr, counted }
}

async function namedRun(
  command: string,
  name: string,
  { inside, outside, named }: ReportPlace,
  options: CountedRunOptions,
): Promise<CountedRun> {
  if (named === null) return await plainRun(command, options)
  const { jail, signal } = options
  const short = { timeoutMs: COPY_TIMEOUT_MS, signal }
  await jail.run({ command: removeNamed(named.path), ...short })
  const run = await plainRun(command, options)
  signal.throwIfAborted()
  await jail.run({ command: copyNamed(named.path, join(inside, name)), ...short })
  const texts = await readReports(join(outside, name))
  return { ...run, counted: texts && countTests(named.format, texts, options.targets) }
}
