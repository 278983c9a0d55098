import { Failure, TaskRecord } from '@millwright/protocol'
import { taskValues } from '@millwright/template'
import { z } from 'zod'
import { taskPath } from '../read-task.ts'
import type { StatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import type { Sample } from './sample.ts'

const Answer = z.object({ task: TaskRecord, failure: Failure.nullable() })

/** A past failure, by the task that it led to, from the running service. */
export async function sampleOfTask(client: StatusClient, id: string): Promise<Sample> {
  const { success, data } = Answer.safeParse(await client.get(taskPath(id)))
  if (!success) throw unknownForm()
  const { task } = data.task
  const repo = task.repo.replace('/', '__')
  return { name: id, type: task.type, repo, values: taskValues(task, data.failure) }
}
