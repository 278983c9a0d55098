import type { Command } from 'commander'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { createStatusClient, type StatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import type { Sample } from './sample.ts'
import { sampleOfLog } from './sample-of-log.ts'
import { sampleOfTask } from './sample-of-task.ts'

const TaskList = z.object({ tasks: z.array(z.object({ task_id: z.string(), type: z.string() })) })

/** The newest tasks among which `--last` looks for those with a prompt. */
const TASKS_LOOKED_AT = 200

/** Past failures and logs that one command looks at. */
const SAMPLES_MAX = 100

export interface SampleOptions {
  log: string[]
  task: string[]
  last?: number
}

/** The failures that the options name; none when they name none. */
export async function samplesOf(
  { log, task, last = 0 }: SampleOptions,
  command: Command,
): Promise<Sample[]> {
  if (!Number.isInteger(last) || last < 0) command.error('error: --last takes a whole number')
  if (log.length + task.length + last > SAMPLES_MAX) {
    command.error(`error: at most ${SAMPLES_MAX} logs and tasks in one go`)
  }
  const samples: Sample[] = []
  for (const file of log) samples.push(await sampleOfLog(file))
  if (task.length + last === 0) return samples
  const client = createStatusClient(configOf(command))
  const ids = last === 0 ? task : [...task, ...(await newest(client, last))]
  for (const id of ids) samples.push(await sampleOfTask(client, id))
  return samples
}

/** The newest tasks that were made from a template. */
async function newest(client: StatusClient, count: number): Promise<string[]> {
  const answer = TaskList.safeParse(await client.get(`/api/v1/tasks?limit=${TASKS_LOOKED_AT}`))
  if (!answer.success) {
    throw unknownForm()
  }
  const ids = answer.data.tasks.filter(({ type }) => type !== 'escalate').map((t) => t.task_id)
  if (ids.length === 0)
    throw new CliError(
      'no past failure led to a prompt: give --log FILE or --fixture FILE',
      exitCode.notFound,
    )
  return ids.slice(0, count)
}
