import { Failure, isFinished, TaskRecord, TaskState, TaskType } from '@millwright/protocol'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { taskPath } from '../read-task.ts'
import type { StatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'

/** A failure that led to a task with a prompt, and what became of it. */
export const PastFailure = z.object({ task: TaskRecord, failure: Failure.nullable() })
export type PastFailure = z.infer<typeof PastFailure>

const TaskList = z.object({
  tasks: z.array(z.object({ task_id: z.string(), type: TaskType, state: TaskState })),
})
/** The newest tasks among which `--last` looks. */
const TASKS_LOOKED_AT = 1_000

export interface Wanted {
  readonly ids: readonly string[]
  /** That many of the newest finished tasks of these kinds, besides those that are named. */
  readonly last: number
  readonly types: readonly TaskType[]
}

/** Reads past failures from the running service. Throws CliError when there are none. */
export async function pastFailures(
  client: StatusClient,
  { ids, last, types }: Wanted,
): Promise<PastFailure[]> {
  const named = new Set([...ids, ...(last > 0 ? await newest(client, last, types) : [])])
  const found: PastFailure[] = []
  for (const id of named) {
    const past = parse(PastFailure, await client.get(taskPath(id)))
    if (past.task.task.type === 'escalate') {
      throw new CliError(`${id} was for a person: there is no prompt to replay`, exitCode.usage)
    }
    found.push(past)
  }
  return found
}

async function newest(client: StatusClient, last: number, types: readonly TaskType[]) {
  const answer = parse(TaskList, await client.get(`/api/v1/tasks?limit=${TASKS_LOOKED_AT}`))
  const fitting = answer.tasks.filter(
    ({ type, state }) => types.includes(type) && isFinished(state),
  )
  if (fitting.length > 0) return fitting.slice(0, last).map(({ task_id }) => task_id)
  throw new CliError(
    'no finished task was made from such a template: name a TASK',
    exitCode.notFound,
  )
}

function parse<T>(schema: z.ZodType<T>, answer: unknown): T {
  const { success, data } = schema.safeParse(answer)
  if (success) return data
  throw unknownForm()
}
