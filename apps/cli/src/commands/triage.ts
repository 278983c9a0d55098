import type { Command } from 'commander'
import { printableJson } from '../printable.ts'
import { complain } from '../triage/complain.ts'
import { describeDiagnosis } from '../triage/describe-diagnosis.ts'
import { describeExplanation } from '../triage/describe-explanation.ts'
import { openLog } from '../triage/open-log.ts'
import { ownRules } from '../triage/own-rules.ts'
import { addTriageOptions, readOptions, type TriageOptions } from '../triage/triage-options.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { addTriageCheckCommand } from './triage-check.ts'
import { addTriageDiffCommand } from './triage-diff.ts'

/** `millwright triage`: what made a job fail, from its log alone. No Redis, no network. */
export function addTriageCommand(program: Command): void {
  const triage = program
    .command('triage <file...>')
    .description('say what made a CI job fail, from its log (- reads standard input)')
    .option('--jsonl', 'print one diagnosis a line, in the order given')
    .option('--json', 'print all diagnoses as one JSON array')
    .option('--explain', 'say which rules were tried, what matched, what lost and why')
  addTriageOptions(triage).action(readLogs)
  addTriageDiffCommand(triage)
  addTriageCheckCommand(triage)
}

async function readLogs(files: string[], options: TriageOptions, command: Command): Promise<void> {
  if (files.filter((file) => file === '-').length > 1) {
    command.error('error: standard input (-) can be read once only')
  }
  const { diagnose, explain } = await import('@millwright/triage')
  const { rules, facts } = await readOptions(options)
  const own = options.explain ? await ownRules(rules, options.rules) : []
  const rows: object[] = []
  for (const file of files) {
    try {
      const log = await openLog(file)
      const explanation = options.explain ? await explain(log, facts, rules) : null
      const diagnosis = explanation?.diagnosis ?? (await diagnose(log, facts, rules))
      const row = {
        file,
        ...diagnosis,
        ...(explanation && { explanation: { ...explanation, diagnosis: undefined } }),
      }
      if (options.json === true) rows.push(row)
      else if (options.jsonl === true) writeLine(printableJson(row))
      else {
        for (const line of describeDiagnosis(file, diagnosis)) writeLine(line)
        const more = explanation ? describeExplanation(explanation, own) : []
        for (const line of more) writeLine(line)
      }
    } catch (error) {
      process.exitCode = complain(file, error)
    }
  }
  if (options.json === true) writeJson(rows)
}
