import type { ExampleProblem } from '@millwright/triage'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { printable, printableLines } from '../printable.ts'
import { ownRules } from '../triage/own-rules.ts'
import { writeJson, writeLine } from '../write-out.ts'

/** `millwright triage check`: can the lead use this folder of rules, and do their examples hold. */
export function addTriageCheckCommand(triage: Command): void {
  triage
    .command('check <folder>')
    .description('check a folder of rule packs and known issues, and run their examples')
    .option('--json', 'print what is wrong for programs')
    .action(check)
}

interface Checked {
  rules: number
  knownIssues: { id: string; expires: string; hasExpired: boolean }[]
  problems: ExampleProblem[]
}

async function check(folder: string, _: unknown, command: Command): Promise<void> {
  const { json } = command.optsWithGlobals<{ json?: boolean }>()
  const checked = await examine(folder)
  const isRight = checked.problems.length === 0 && !checked.knownIssues.some((i) => i.hasExpired)
  if (json === true) writeJson({ ok: isRight, ...checked })
  else for (const line of describe(checked)) writeLine(line)
  if (!isRight) process.exitCode = exitCode.checkFailed
}

async function examine(folder: string): Promise<Checked> {
  const { checkExamples, loadRules, TriageError } = await import('@millwright/triage')
  const set = await loadRules([folder]).catch((error: unknown) => {
    if (!(error instanceof TriageError)) throw error
    throw new CliError(error.message, exitCode.checkFailed, { cause: error })
  })
  const own = await ownRules(set, [folder])
  const today = new Date().toISOString().slice(0, 10)
  return {
    rules: own.length,
    knownIssues: set.knownIssues.map(({ fullId, expires }) => {
      return { id: fullId, expires, hasExpired: expires < today }
    }),
    problems: await checkExamples(set, own),
  }
}

function describe({ rules, knownIssues, problems }: Checked): string[] {
  const expired = knownIssues.filter(({ hasExpired }) => hasExpired)
  return [
    `${rules} rules, ${knownIssues.length} known issues, ${problems.length} problems`,
    ...expired.map(({ id, expires }) => `${id}: counts no more since ${expires}`),
    ...problems.flatMap(({ rule, problem, example }) => [
      `${rule}: ${printable(problem)}`,
      ...printableLines(example)
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    ]),
  ]
}
