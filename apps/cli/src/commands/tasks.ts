import type { Command } from 'commander'
import { actorName } from '../actor-name.ts'
import { configOf } from '../command-context.ts'
import { describeTask } from '../describe-task.ts'
import { taskPath, toTask } from '../read-task.ts'
import { ASKED, type AskedOptions, sayAsked } from '../say-asked.ts'
import { createStatusClient } from '../status-client.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { printPatch } from './print-patch.ts'
import { addTaskList } from './task-list.ts'
import { taskLogs } from './task-logs.ts'
import { toPlace, why } from './why.ts'

/** `millwright tasks`: what the service works on and has worked on. */
export function addTasksCommand(program: Command): void {
  const tasks = program.command('tasks').description('look at tasks, stop one, try one again')
  addTaskList(tasks)
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
      .option('--json', ASKED)
      .action(async (id: string, options: AskedOptions, command: Command) => {
        const client = createStatusClient(configOf(command))
        const answer = await client.post(`${taskPath(id)}/${action}`, { actor: actorName() })
        const line = `${action} was asked for; millwright tasks show ${id} follows it`
        sayAsked(answer, options, line)
      })
  }
}

const actions = [
  ['cancel', 'stop a task'],
  ['retry', 'let a worker try a finished task again'],
  ['acknowledge', 'say that you see to it, so that nobody else is called'],
] as const
