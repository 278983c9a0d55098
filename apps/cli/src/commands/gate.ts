import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Diagnosis, type GateResult } from '@millwright/protocol'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printable } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'

const FILE_BYTES_MAX = 50_000_000

/** `millwright gate`: the lead's own rules on a patch, without touching the checkout. */
export function addGateCommand(program: Command): void {
  program
    .command('gate')
    .description('judge a patch as the lead would, without touching the checkout')
    .requiredOption('--repo <dir>', 'the checkout that the patch is for')
    .requiredOption('--patch <file>', 'a unified diff, as git diff prints it')
    .option('--diagnosis <file>', 'what triage said of the failure, as JSON')
    .option('--json', 'print decision, classes and findings for programs')
    .action(async (options: GateOptions, command: Command) => {
      const { gateRepository } = await import('@millwright/gate')
      const { files, lines } = configOf(command).limits
      const patch = await readWhole(resolve(options.patch), 'a patch')
      const diagnosis = await readDiagnosis(options.diagnosis)
      const repoDir = resolve(options.repo)
      await refuseMissing(repoDir)
      const result = await gateRepository({
        repoDir,
        patch,
        limits: { files, lines },
        ...diagnosis,
      })
      if (result.decision !== 'pass') process.exitCode = exitCode.checkFailed
      if (options.json === true) return writeJson(result)
      for (const line of describe(result)) writeLine(line)
    })
}

interface GateOptions {
  repo: string
  patch: string
  diagnosis?: string
  json?: boolean
}

/** The part of a line of `millwright triage --jsonl` that the gate asks for. */
const About = Diagnosis.pick({ category: true, evidence: true })

async function readDiagnosis(file: string | undefined) {
  if (file === undefined) return {}
  const text = await readWhole(resolve(file), 'a diagnosis')
  try {
    return { diagnosis: About.parse(JSON.parse(text)) }
  } catch (cause) {
    throw new CliError(
      `${file} holds no diagnosis: category and evidence as JSON`,
      exitCode.usage,
      {
        cause,
      },
    )
  }
}

async function readWhole(path: string, what: string): Promise<string> {
  const found = await stat(path).catch(() => null)
  if (found?.isFile() !== true) throw new CliError(`there is no file ${path}`, exitCode.notFound)
  // The gate blocks what is far smaller; this only keeps memory bounded.
  if (found.size > FILE_BYTES_MAX) throw new CliError(`${path} is too large to be ${what}`)
  return readFile(path, 'utf8')
}

async function refuseMissing(dir: string): Promise<void> {
  const found = await stat(dir).catch(() => null)
  if (found?.isDirectory() !== true) {
    throw new CliError(`there is no folder ${dir}`, exitCode.notFound)
  }
}

function describe({ decision, classes, findings }: GateResult): string[] {
  const words = { pass: 'pass', approval: 'a person must approve', block: 'blocked' }
  return [
    [words[decision], ...classes].join(' '),
    ...findings.map(({ rule, path, line, why }) =>
      printable(`${path}:${line ?? '-'} ${why} (${rule})`),
    ),
  ]
}
