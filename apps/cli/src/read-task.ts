import { TaskRecord } from '@millwright/protocol'
import { z } from 'zod'
import type { StatusClient } from './status-client.ts'
import { unknownForm } from './unknown-form.ts'

const Answer = z.union([z.object({ task: TaskRecord }).transform((a) => a.task), TaskRecord])

/** The lead's file on one task. Throws CliError when there is none, or in an unknown form. */
export async function readTask(client: StatusClient, id: string): Promise<TaskRecord> {
  return toTask(await client.get(taskPath(id)))
}

/** Throws CliError when the answer is of another version. */
export function toTask(answer: unknown): TaskRecord {
  const { success, data } = Answer.safeParse(answer)
  if (!success) throw unknownForm()
  return data
}

export function taskPath(id: string): string {
  return `/api/v1/tasks/${encodeURIComponent(id)}`
}
