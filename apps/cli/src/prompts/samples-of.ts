import type { Command } from 'commander'
import { configOf } from '../command-context.ts'
import { createStatusClient } from '../status-client.ts'
import type { Sample } from './sample.ts'
import { sampleOfLog } from './sample-of-log.ts'
import { sampleOfTask } from './sample-of-task.ts'

/** Past failures and logs that one command looks at. */
const SAMPLES_MAX = 100

export interface SampleOptions {
  log: string[]
  task: string[]
}

/** The failures that the options name; none when they name none. */
export async function samplesOf({ log, task }: SampleOptions, command: Command): Promise<Sample[]> {
  if (log.length + task.length > SAMPLES_MAX) {
    command.error(`error: at most ${SAMPLES_MAX} logs and tasks in one go`)
  }
  const samples: Sample[] = []
  for (const file of log) samples.push(await sampleOfLog(file))
  if (task.length === 0) return samples
  const client = createStatusClient(configOf(command))
  for (const id of task) samples.push(await sampleOfTask(client, id))
  return samples
}
