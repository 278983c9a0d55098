import { setTimeout as sleep } from 'node:timers/promises'
import { isFinished, speakers, TimelineEvent } from '@millwright/protocol'
import type { Command } from 'commander'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printable, printableJson } from '../printable.ts'
import { readTask, taskPath } from '../read-task.ts'
import { createStatusClient, type StatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import { writeLine } from '../write-out.ts'

const Events = z.object({ events: z.array(TimelineEvent), last: z.string() })

/** How long after one question the next is asked. */
const FOLLOW_MS = 1_000
/** Questions in a row that a service which is followed may leave unanswered. */
const MISSES_MAX = 60

const WAITING = `it is asked again for ${(MISSES_MAX * FOLLOW_MS) / 1_000} s`

interface Options {
  follow?: boolean
  json?: boolean
}

/**
 * What happened to a task, and with `--follow` what happens until it is finished. A service that is
 * started anew meanwhile is waited for, and that is told.
 */
export async function taskLogs(id: string, options: Options, command: Command): Promise<void> {
  const client = createStatusClient(configOf(command))
  let last = '0-0'
  for (let misses = 0; misses <= MISSES_MAX; ) {
    const seen = await look(client, id, last).catch((error: unknown) => {
      const isAway = error instanceof CliError && error.exitCode === exitCode.error
      if (!isAway || options.follow !== true || misses === MISSES_MAX) throw error
      if (misses === 0) process.stderr.write(`millwright: ${error.message}; ${WAITING}\n`)
      return null
    })
    misses = seen === null ? misses + 1 : 0
    if (seen !== null) {
      for (const event of seen.events) {
        writeLine(options.json === true ? printableJson(event) : lineOf(event))
      }
      last = seen.last
      if (options.follow !== true) return
      if (isFinished(seen.state)) {
        if (options.json !== true) writeLine(printable(`${seen.state}: ${seen.reason}`))
        return
      }
    }
    await sleep(FOLLOW_MS)
  }
}

async function look(client: StatusClient, id: string, after: string) {
  // The state first: what is told after the last word of a task is read once more.
  const { state, reason } = await readTask(client, id)
  const answer = Events.safeParse(await client.get(`${taskPath(id)}/events?after=${after}`))
  if (answer.success) return { ...answer.data, state, reason }
  throw unknownForm()
}

function lineOf({ at, kind, text }: TimelineEvent): string {
  return `${at}  ${speakers[kind].padEnd(8)}  ${printable(text)}`
}
