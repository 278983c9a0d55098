import { setTimeout as sleep } from 'node:timers/promises'
import { isFinished, TimelineEvent } from '@millwright/protocol'
import type { Command } from 'commander'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { printable, printableJson } from '../printable.ts'
import { readTask, taskPath } from '../read-task.ts'
import { createStatusClient } from '../status-client.ts'
import { writeLine } from '../write-out.ts'

const Events = z.object({ events: z.array(TimelineEvent), last: z.string() })

/** How long after one question the next is asked. */
const FOLLOW_MS = 1_000

interface Options {
  follow?: boolean
  json?: boolean
}

/** What happened to a task, and with `--follow` what happens until it is finished. */
export async function taskLogs(id: string, options: Options, command: Command): Promise<void> {
  const client = createStatusClient(configOf(command))
  let last = '0-0'
  while (true) {
    // The state first: what is told after the last word of a task is read once more.
    const { state, reason } = await readTask(client, id)
    const { success, data } = Events.safeParse(
      await client.get(`${taskPath(id)}/events?after=${last}`),
    )
    if (!success) throw new CliError('the status API answered in a form this version does not know')
    for (const event of data.events) {
      writeLine(options.json === true ? printableJson(event) : lineOf(event))
    }
    last = data.last
    if (options.follow !== true) return
    if (isFinished(state)) {
      if (options.json !== true) writeLine(printable(`${state}: ${reason}`))
      return
    }
    await sleep(FOLLOW_MS)
  }
}

function lineOf({ at, kind, text }: TimelineEvent): string {
  return `${at}  ${kind.padEnd(9)} ${printable(text)}`
}
