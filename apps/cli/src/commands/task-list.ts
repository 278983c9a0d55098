import { TaskState, TaskType, Verdict } from '@millwright/protocol'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { configOf } from '../command-context.ts'
import { printable } from '../printable.ts'
import { createStatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import { wholeNumber } from '../whole-number.ts'
import { writeJson, writeLine } from '../write-out.ts'

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

const PULL_MAX = 1_000_000_000

interface ListOptions {
  state?: string
  repo?: string
  before?: string
  pull?: number
  verdict?: string
  kind?: string
  search?: string
  limit: number
  json?: boolean
}

/** `millwright tasks ls`. */
export function addTaskList(tasks: Command): void {
  tasks
    .command('ls')
    .description('list tasks, newest first')
    .addOption(new Option('--state <state>', 'only tasks in this state').choices(TaskState.options))
    .option('--repo <owner/name>', 'only tasks of this repository')
    .option('--limit <count>', 'at most so many', wholeNumber(1, 1_000), 50)
    .option('--pull <number>', 'only tasks of this pull request', wholeNumber(1, PULL_MAX))
    .addOption(new Option('--verdict <verdict>', 'only these').choices(Verdict.options))
    .addOption(new Option('--kind <type>', 'only tasks of this type').choices(TaskType.options))
    .option('--search <text>', 'only tasks with this in their name, branch, summary or reason')
    .option('--before <place>', 'go on where the page before has ended, as its last line says')
    .option('--json', 'print the answer of the status API')
    .action(list)
}

async function list(options: ListOptions, command: Command): Promise<void> {
  const query = new URLSearchParams({ limit: String(options.limit) })
  if (options.state !== undefined) query.set('state', options.state)
  if (options.repo !== undefined) query.set('repo', options.repo)
  const { before, pull, verdict, kind, search: q } = options
  for (const [name, value] of Object.entries({ before, pull, verdict, kind, q })) {
    if (value !== undefined) query.set(name, String(value))
  }
  const answer = await createStatusClient(configOf(command)).get(`/api/v1/tasks?${query}`)
  if (options.json === true) return writeJson(answer)
  const { success, data } = TaskList.safeParse(answer)
  if (!success) throw unknownForm()
  if (data.tasks.length === 0) writeLine('no tasks')
  for (const { task_id, state, pr_number, outcome, updated_at, repo, reason } of data.tasks) {
    const place = pr_number === null || pr_number === undefined ? repo : `${repo}#${pr_number}`
    const head = [updated_at, state.padEnd(17), task_id, place, outcome ?? '-'].map(printable)
    writeLine(`${head.join('  ')}\n    ${printable(reason)}`)
  }
  const { next } = data
  if (typeof next === 'string') writeLine(`more with --before ${printable(next)}`)
}
