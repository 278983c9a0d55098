import { basename } from 'node:path'
import { whenStopped } from '@millwright/exec'
import { TaskType } from '@millwright/protocol'
import { PROMPT_ENDING, type PromptFolder } from '@millwright/template'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { configFile, configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { openFolder } from '../prompts/open-folder.ts'
import { createStatusClient } from '../status-client.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { describeAll, describeDiff, describeRow } from './describe-replay.ts'
import { fromGitHub } from './from-github.ts'
import { pastFailures } from './past-failures.ts'
import { renderAgain } from './render-again.ts'
import { type ReplaySettings, replayOne } from './replay-one.ts'
import { type ReplayRow, rowOf } from './replay-row.ts'

/** Failures that one command renders again, and that it works on again. */
const RENDERS_MAX = 100
const RUNS_MAX = 20

export interface ReplayOptions {
  last?: number
  template?: string
  level: 'render' | 'plan' | 'shadow'
  model?: string
  /** US dollars, of all replays of one command. */
  usd: number
  json?: boolean
}

/** `millwright replay`: past failures once more, compared with what became of them. */
export async function replayTasks(ids: string[], options: ReplayOptions, command: Command) {
  const { last = 0, level, json = false } = options
  refuseNonsense(ids.length + last, options, command)
  const base = configOf(command).prompts_dir
  const folder = await soundFolder(options.template ?? base, base)
  const types = typesOf(folder, options.template)
  const past = await pastFailures(createStatusClient(configOf(command)), { ids, last, types })
  const github = fromGitHub(configOf(command, 'lead'))
  const settings = level === 'render' ? null : settingsOf(options, { level, github, command })
  const rows: ReplayRow[] = []
  for (const one of past) {
    const again = renderAgain(one, folder)
    const made = rowOf(one, again, await github.verdictOf(one))
    const row = settings === null ? made : await replayOne(made, again, rows, settings)
    rows.push(row)
    if (json) continue
    for (const line of describeRow(row)) writeLine(line)
    if (level === 'render') for (const line of describeDiff(row)) writeLine(line)
  }
  if (rows.some(({ error }) => error !== null)) process.exitCode = exitCode.error
  if (json) return writeJson({ level, rows })
  for (const line of describeAll(rows)) writeLine(line)
}

function refuseNonsense(count: number, { last = 0, level, usd }: ReplayOptions, command: Command) {
  const most = level === 'render' ? RENDERS_MAX : RUNS_MAX
  if (!Number.isInteger(last) || last < 0) command.error('error: --last takes a whole number')
  if (!(usd > 0)) command.error('error: --usd takes a number above 0')
  if (count === 0) command.error('error: name a task, or --last N')
  if (count > most) command.error(`error: at most ${most} replays in one go at level ${level}`)
}

/** Nothing is paid for with a folder that the lead would refuse. */
async function soundFolder(path: string, base: string): Promise<PromptFolder> {
  const folder = await openFolder(path, base)
  const [problem] = folder.problems
  if (problem) throw new CliError(problem.message, exitCode.checkFailed)
  return folder
}

/** The kinds of task that an edited template serves, or all that have a prompt. */
function typesOf(folder: PromptFolder, path: string | undefined): TaskType[] {
  const name = basename(path ?? '', PROMPT_ENDING)
  const edited = folder.templates.find(({ template }) => template.name === name)
  return edited
    ? [...edited.template.serves]
    : TaskType.options.filter((type) => type !== 'escalate')
}

function settingsOf(
  { model, usd, json }: ReplayOptions,
  more: Pick<ReplaySettings, 'level' | 'github'> & { command: Command },
): ReplaySettings {
  const { level, github, command } = more
  const stop = new AbortController()
  void whenStopped().then(() => stop.abort())
  return {
    ...{ level, github, model, usdMax: usd, file: configFile(command), signal: stop.signal },
    onLine: (line) => {
      if (json !== true) process.stderr.write(`  ${line}\n`)
    },
  }
}
