import { Failure, TaskRecord } from '@millwright/protocol'
import { promptValues } from '@millwright/template'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { taskPath } from '../read-task.ts'
import type { StatusClient } from '../status-client.ts'
import type { Sample } from './sample.ts'

const Answer = z.object({ task: TaskRecord, failure: Failure.nullable() })

/**
 * A past failure, by the task that it led to, from the running service. What earlier attempts had
 * learnt by then is not kept apart, so `previous` is empty.
 */
export async function sampleOfTask(client: StatusClient, id: string): Promise<Sample> {
  const { success, data } = Answer.safeParse(await client.get(taskPath(id)))
  if (!success) throw new CliError('the status API answered in a form this version does not know')
  const { task } = data.task
  const failure = data.failure ?? {
    ...{ repo: task.repo, head_branch: task.inputs.branch, head_sha: task.head_sha, job_name: '' },
    ...(task.inputs.pr_number !== undefined && { pr_number: task.inputs.pr_number }),
  }
  const told = { type: task.type, logs: task.inputs.logs, previous: '' }
  const repo = task.repo.replace('/', '__')
  const values = promptValues(failure, task.inputs.diagnosis, told)
  return { name: id, type: task.type, repo, values }
}
