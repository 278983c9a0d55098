import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Cause, findCauses, type LogFacts, type RuleSet } from '@millwright/triage'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { openLogs } from './open-log.ts'

/** Logs of one run that are compared; a matrix beyond it has the same causes anyway. */
const LOGS_MAX = 500

/** The causes of all failed jobs of a run: one log, an archive, or a folder with a log for each job. */
export async function readRun(
  path: string,
  { rules, facts }: { rules: RuleSet; facts: LogFacts },
): Promise<Cause[]> {
  const causes: Cause[] = []
  for (const file of await logsOf(path)) {
    const opened = await openLogs(file)
    for (const log of opened.logs) causes.push(...(await findCauses(log.open(), facts, rules)))
    opened.close()
  }
  return causes
}

async function logsOf(path: string): Promise<string[]> {
  if (path === '-') return [path]
  const entry = await stat(path).catch(() => null)
  if (entry === null) {
    throw new CliError(`${path}: there is no such file or folder`, exitCode.notFound)
  }
  if (!entry.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => /\.(?:log|txt)$/.test(name)).sort()
  if (names.length === 0) {
    throw new CliError(`${path}: there is no log (*.log, *.txt) in this folder`, exitCode.notFound)
  }
  if (names.length > LOGS_MAX) throw new CliError(`${path}: more than ${LOGS_MAX} logs`)
  return names.map((name) => join(path, name))
}
