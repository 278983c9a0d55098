import type { LogFacts, RuleSet } from '@millwright/triage'
import type { Command } from 'commander'
import { printableJson } from '../printable.ts'
import { complain } from '../triage/complain.ts'
import { describeDiagnosis } from '../triage/describe-diagnosis.ts'
import { describeExplanation } from '../triage/describe-explanation.ts'
import { type Examined, examineFile } from '../triage/examine-file.ts'
import { ownRules } from '../triage/own-rules.ts'
import { addTriageOptions, readOptions, type TriageOptions } from '../triage/triage-options.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { addTriageCheckCommand } from './triage-check.ts'
import { addTriageDiffCommand } from './triage-diff.ts'

/** `millwright triage`: what made a job fail, from its log alone. No Redis, no network. */
export function addTriageCommand(program: Command): void {
  const triage = program
    .command('triage <file...>')
    .description('say what made a CI job fail, from its log or the archive of its run (- is stdin)')
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
  const { rules, facts } = await readOptions(options)
  const own = options.explain ? await ownRules(rules, options.rules) : []
  const all: object[] = []
  const show = (one: Examined) => {
    if (options.json === true) all.push(rowOf(one, options))
    else if (options.jsonl === true) writeLine(printableJson(rowOf(one, options)))
    else for (const line of describe(one, options.explain ? own : null)) writeLine(line)
  }
  for (const file of files) await readFile(file, { rules, facts, show })
  if (options.json === true) writeJson(all)
}

interface Way {
  readonly rules: RuleSet
  readonly facts: LogFacts
  show(one: Examined): void
}

/** A file that cannot be read does not keep the others from being read. */
async function readFile(file: string, { rules, facts, show }: Way): Promise<void> {
  try {
    for await (const one of examineFile(file, facts, rules)) show(one)
  } catch (error) {
    process.exitCode = complain(file, error)
  }
}

function rowOf({ file, entry, explanation }: Examined, { explain }: TriageOptions): object {
  const { diagnosis, ...why } = explanation
  return {
    file,
    ...(entry !== undefined && { entry }),
    ...diagnosis,
    ...(explain && { explanation: why }),
  }
}

/** `own` is null when nobody asked for an explanation. */
function describe(one: Examined, own: RuleSet['rules'] | null): string[] {
  const { file, entry, explanation } = one
  const name = entry === undefined ? file : `${file}: ${entry}`
  const why = own === null ? [] : describeExplanation(explanation, own)
  return [...describeDiagnosis(name, explanation.diagnosis), ...why]
}
