import { TaskState, TaskType, Verdict } from '@millwright/protocol'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { describeTask } from '../describe-task.ts'
import { printable } from '../printable.ts'
import { taskPath, toTask } from '../read-task.ts'
import { createStatusClient } from '../status-client.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { printPatch } from './print-patch.ts'
import { taskLogs } from './task-logs.ts'
import { toPlace, why } from './why.ts'

const Summary = z.looseObject({
  task_id: z.string(),
  repo: z.string(),
  state: z.string(),
  reason: z.string(),
  pr_number: z.number().nullish(),
  outcome: z.string().nullish(),
  updated_at: z.string(),
})
const TaskList = z.object({ tasks: z.array(Summary), next: z.string().nullish() })

interface ListOptions {
  state?: string
  repo?: string
  before?: string
  pull?: string
  verdict?: string
  kind?: string
  search?: string
  limit: number
  json?: boolean
}

/** `millwright tasks`: what the service works on and has worked on. */
export function addTasksCommand(program: Command): void {
  const tasks = program.command('tasks').description('look at tasks, stop one, try one again')
  tasks
    .command('ls')
    .description('list tasks, newest first')
    .addOption(new Option('--state <state>', 'only tasks in this state').choices(TaskState.options))
    .option('--repo <owner/name>', 'only tasks of this repository')
    .option('--limit <count>', 'at most so many', toCount, 50)
    .option('--pull <number>', 'only tasks of this pull request')
    .addOption(new Option('--verdict <verdict>', 'only these').choices(Verdict.options))
    .addOption(new Option('--kind <type>', 'only tasks of this type').choices(TaskType.options))
    .option('--search <text>', 'only tasks with this in their name, branch, summary or reason')
    .option('--before <place>', 'go on where the page before has ended, as its last line says')
    .option('--json', 'print the answer of the status API')
    .action(list)
  tasks
    .command('show <task>')
    .description('show one task with its proof and what became of it')
    .option('--json', 'print the answer of the status API')
    .action(async (id: string, { json }: { json?: boolean }, command: Command) => {
      const answer = await createStatusClient(configOf(command)).get(taskPath(id))
      if (json === true) return writeJson(answer)
      for (const line of describeTask(toTask(answer))) writeLine(line)
    })
  tasks
    .command('why')
    .argument('<repo#pr>', 'OWNER/NAME#NUMBER, or OWNER/NAME for all of it', toPlace)
    .description('say why red jobs were taken up or left alone')
    .option('--json', 'print the answer of the status API')
    .action(why)
  tasks
    .command('logs <task>')
    .description('print what happened to a task')
    .option('-f, --follow', 'go on until it is finished')
    .option('--json', 'print each event as JSON, one a line')
    .action(taskLogs)
  tasks
    .command('patch <task>')
    .description('print the patch of a task, for git apply')
    .action(printPatch)
  for (const [action, what] of actions) {
    tasks
      .command(`${action} <task>`)
      .description(what)
      .action(async (id: string, _: object, command: Command) => {
        await createStatusClient(configOf(command)).post(`${taskPath(id)}/${action}`)
        writeLine(`${action} was asked for; millwright tasks show ${printable(id)} follows it`)
      })
  }
}

const actions = [
  ['cancel', 'stop a task'],
  ['retry', 'let a worker try a finished task again'],
  ['acknowledge', 'say that you see to it, so that nobody else is called'],
] as const

async function list(options: ListOptions, command: Command): Promise<void> {
  const query = new URLSearchParams({ limit: String(options.limit) })
  if (options.state !== undefined) query.set('state', options.state)
  if (options.repo !== undefined) query.set('repo', options.repo)
  const { before, pull, verdict, kind, search: q } = options
  for (const [name, value] of Object.entries({ before, pull, verdict, kind, q })) {
    if (value !== undefined) query.set(name, value)
  }
  const answer = await createStatusClient(configOf(command)).get(`/api/v1/tasks?${query}`)
  if (options.json === true) return writeJson(answer)
  const { success, data } = TaskList.safeParse(answer)
  if (!success) throw new CliError('the status API answered in a form this version does not know')
  if (data.tasks.length === 0) writeLine('no tasks')
  for (const { task_id, state, pr_number, outcome, updated_at, repo, reason } of data.tasks) {
    const place = pr_number === null || pr_number === undefined ? repo : `${repo}#${pr_number}`
    const head = [updated_at, state.padEnd(17), task_id, place, outcome ?? '-'].map(printable)
    writeLine(`${head.join('  ')}\n    ${printable(reason)}`)
  }
  const { next } = data
  if (typeof next === 'string') writeLine(`more with --before ${printable(next)}`)
}

function toCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 1_000) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 1000.')
  }
  return count
}
