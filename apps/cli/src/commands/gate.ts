import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Diagnosis, type GateResult } from '@millwright/protocol'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { patchOfRange } from '../gate/patch-of-range.ts'
import { readWhole } from '../gate/read-whole.ts'
import { printable } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'

/** `millwright gate`: the lead's own rules on a patch, without touching the checkout. */
export function addGateCommand(program: Command): void {
  program
    .command('gate')
    .description('judge a patch as the lead would, without touching the checkout')
    .requiredOption('--repo <dir>', 'the checkout that the patch is for')
    .option('--patch <file>', 'a unified diff, as git diff prints it (- is stdin)')
    .option('--range <commits>', 'what these commits change: A..B, A...B, or A up to HEAD')
    .option('--diagnosis <file>', 'what triage said of the failure, as JSON')
    .option('--json', 'print decision, classes and findings for programs')
    .action(async (options: GateOptions, command: Command) => {
      const { gateRepository } = await import('@millwright/gate')
      const { files, lines } = configOf(command).limits
      const repoDir = resolve(options.repo)
      await refuseMissing(repoDir)
      const given = await patchFor(options, repoDir)
      const diagnosis = await readDiagnosis(options.diagnosis)
      const result = await gateRepository({
        repoDir,
        ...given,
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
  patch?: string
  range?: string
  diagnosis?: string
  json?: boolean
}

async function patchFor({ patch, range }: GateOptions, repoDir: string) {
  if (patch !== undefined && range === undefined)
    return { patch: await readWhole(patch, 'a patch') }
  if (patch === undefined && range !== undefined) return patchOfRange(repoDir, range)
  throw new CliError('give either --patch or --range', exitCode.usage)
}

/** The part of a line of `millwright triage --jsonl` that the gate asks for. */
const About = Diagnosis.pick({ category: true, evidence: true })

async function readDiagnosis(file: string | undefined) {
  if (file === undefined) return {}
  const text = await readWhole(file, 'a diagnosis')
  try {
    return { diagnosis: About.parse(JSON.parse(text)) }
  } catch (cause) {
    const why = `${file} holds no diagnosis: category and evidence as JSON`
    throw new CliError(why, exitCode.usage, { cause })
  }
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
