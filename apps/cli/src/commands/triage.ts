import { createReadStream } from 'node:fs'
import type { Diagnosis } from '@millwright/protocol'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { printable, printableJson } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'

const EVIDENCE_LINES_SHOWN = 12

interface Options {
  jsonl?: boolean
  json?: boolean
  conclusion?: string
}

/** `millwright triage`: what made a job fail, from its log alone. No Redis, no network. */
export function addTriageCommand(program: Command): void {
  program
    .command('triage <file...>')
    .description('say what made a CI job fail, from its log (- reads standard input)')
    .option('--jsonl', 'print one diagnosis a line, in the order given')
    .option('--json', 'print all diagnoses as one JSON array')
    .option('--conclusion <word>', 'what GitHub says of the job: failure, timed_out, cancelled ...')
    .action(async (files: string[], options: Options, command: Command) => {
      if (files.filter((file) => file === '-').length > 1) {
        command.error('error: standard input (-) can be read once only')
      }
      await triage(files, options)
    })
}

async function triage(files: readonly string[], options: Options): Promise<void> {
  const { builtinRules, diagnose } = await import('@millwright/triage')
  const rules = await builtinRules()
  const facts = options.conclusion === undefined ? {} : { conclusion: options.conclusion }
  const diagnoses: object[] = []
  for (const file of files) {
    try {
      const diagnosis = await diagnose(await openLog(file), facts, rules)
      const row = { file, ...diagnosis }
      if (options.json === true) diagnoses.push(row)
      else if (options.jsonl === true) writeLine(printableJson(row))
      else for (const line of describe(file, diagnosis)) writeLine(line)
    } catch (error) {
      // The other files are still worth a diagnosis.
      process.exitCode = complain(file, error)
    }
  }
  if (options.json === true) writeJson(diagnoses)
}

/** Opens a log as a stream, and refuses an archive by its first bytes. */
async function openLog(file: string): Promise<AsyncIterable<Buffer>> {
  const stream: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file)
  const chunks = stream[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done !== true && first.value.subarray(0, 4).equals(ZIP)) {
    throw new CliError(
      'this is an archive (zip): unpack it and name the logs inside; archives cannot be read yet',
    )
  }
  return resume(first, chunks)
}

const ZIP = Buffer.from('PK\u0003\u0004')

async function* resume(first: IteratorResult<Buffer>, rest: AsyncIterator<Buffer>) {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value
}

function describe(file: string, diagnosis: Diagnosis): string[] {
  const { verdict, category, rule, confidence, summary, evidence, step, replay } = diagnosis
  const shown = evidence.slice(0, EVIDENCE_LINES_SHOWN)
  const hidden = evidence.length - shown.length
  return [
    `${printable(file)}: ${verdict} ${category} (${rule}, ${Math.round(confidence * 100)} %)`,
    `  ${printable(summary)}`,
    ...shown.map(({ line, text }) => `  ${line}: ${printable(text)}`),
    ...(hidden > 0 ? [`  ... ${hidden} more lines`] : []),
    ...(step.command === '' ? [] : [`  step: ${printable(step.command)}`]),
    ...(replay === null ? [] : [`  replay: ${printable(replay)}`]),
  ]
}

function complain(file: string, error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const why = error instanceof Error ? error.message : String(error)
  const message = code === 'ENOENT' ? 'there is no such file' : why
  process.stderr.write(`millwright: ${printable(file)}: ${printable(message)}\n`)
  return code === 'ENOENT' ? exitCode.notFound : exitCode.error
}
