import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { evaluate } from './evaluate.ts'
import { contextsOf, type JobContext, runnerEnvironment, shellOf } from './job-context.ts'
import type { JobLog } from './job-log.ts'
import { markLine } from './present-line.ts'
import { runScript } from './run-script.ts'
import { environmentLines, stepEnvironment } from './step-environment.ts'
import { isSetUpNode, useAction } from './use-action.ts'
import type { StepPlan } from './workflow.ts'

export interface StepCall {
  readonly context: JobContext
  readonly log: JobLog
  readonly step: StepPlan
  readonly number: number
  readonly signal: AbortSignal
  /** Process groups that the job must not leave behind. */
  readonly groups: number[]
}

export type StepEnd = 'success' | 'failure' | 'cancelled'

const STEP_MINUTES_MAX = 360
const MINUTE_MS = 60_000

/** Runs one step; what is wrong with the step itself is written to the log and fails it. */
export async function runStep(call: StepCall): Promise<StepEnd> {
  const { step, log } = call
  try {
    return step.run === undefined
      ? await useAction(call.context, call.log, step)
      : await runCommand(call, step.run)
  } catch (error) {
    log.line(`##[error]${error instanceof Error ? error.message : String(error)}`)
    return 'failure'
  }
}

/** The name that GitHub shows for a step without one. */
export function stepName(step: StepPlan): string {
  return step.name ?? `Run ${step.uses ?? step.run?.trimStart().split('\n')[0] ?? ''}`
}

async function runCommand(call: StepCall, text: string): Promise<StepEnd> {
  const { context, log, step, number, signal, groups } = call
  const env = stepEnvironment(context, step)
  const script = evaluate(text, contextsOf(context, env)).replace(/\n+$/, '')
  const shell = shellOf(step.shell, context.toolPath)
  const [title = '', ...more] = script.split('\n')
  log.group(`Run ${title}`, [
    ...[title, ...more].map((line) => `\u001B[36;1m${line}\u001B[0m`),
    `shell: ${shell.shown}`,
    ...environmentLines(context, step),
  ])
  const file = join(context.places.temp, `${randomUUID()}.sh`)
  await writeFile(file, `${script}\n`)
  const cwd = join(context.places.workspace, step['working-directory'] ?? '.')
  await mkdir(cwd, { recursive: true })
  const hasNodeMatchers = context.plan.steps.some((one) => isSetUpNode(one.uses ?? ''))
  const minutes = step['timeout-minutes'] ?? STEP_MINUTES_MAX
  const end = await runScript({
    argv: [...shell.argv, file],
    cwd,
    env: { ...runnerEnvironment(context), ...(await commandFiles(context, number)), ...env },
    timeoutMs: minutes * MINUTE_MS,
    signal,
    onLine: (line) => {
      const marked = markLine(line, hasNodeMatchers)
      if (marked !== null) log.line(marked)
    },
  })
  groups.push(end.group)
  switch (end.why) {
    case 'timed-out':
      log.line(`##[error]The action '${stepName(step)}' has timed out after ${minutes} minutes.`)
      return 'failure'
    case 'cancelled':
      log.line('##[error]The operation was canceled.')
      return 'cancelled'
    case 'exited':
      if (end.exitCode === 0) return 'success'
      log.line(`##[error]Process completed with exit code ${end.exitCode}.`)
      return 'failure'
  }
}

/** Steps may write to these files; what they write is not read. */
async function commandFiles(context: JobContext, number: number): Promise<Record<string, string>> {
  const names = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY']
  const files = names.map((name): [string, string] => [
    name,
    join(context.places.temp, `${name.toLowerCase()}-${number}`),
  ])
  await Promise.all(files.map(([, path]) => writeFile(path, '')))
  return Object.fromEntries(files)
}
