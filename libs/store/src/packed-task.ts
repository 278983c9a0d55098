import { createHash } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import { TaskRecord } from '@millwright/protocol'
import { z } from 'zod'
import { RECORD_BYTES_MAX } from './limits.ts'
import { recordWords as dictionary } from './record-words.ts'
import { TaskRow, toTaskRow } from './task-row.ts'

/**
 * How a task lies in Redis: its row as one line of JSON, then its record, deflated. A list reads
 * the line alone. The system part of the prompt, the same for all tasks of one version of a
 * template, lies once under its hash.
 */
export interface PackedTask {
  readonly bytes: Buffer
  /** Null when the task has none. */
  readonly system: { readonly hash: string; readonly text: string } | null
}

const Rest = z.object({ system: z.string().nullable(), record: TaskRecord })

export function packTask(record: TaskRecord): PackedTask {
  const { system: text } = record.task
  const hash = text === '' ? null : createHash('sha256').update(text).digest('hex')
  const rest = { system: hash, record: { ...record, task: { ...record.task, system: '' } } }
  const row = Buffer.from(`${JSON.stringify(toTaskRow(record))}\n`)
  const bytes = Buffer.concat([row, deflateSync(JSON.stringify(rest), { dictionary })])
  return { bytes, system: hash === null ? null : { hash, text } }
}

/**
 * The record, and the hash of the system part that it lacks. Null when this version cannot read it:
 * broken bytes and a record of another shape are the same to whoever asks.
 */
export function unpackTask(bytes: Buffer): z.infer<typeof Rest> | null {
  try {
    const stop = bytes.indexOf('\n')
    // Before there were rows, a record was one line of JSON.
    if (stop === -1) return { system: null, record: TaskRecord.parse(JSON.parse(String(bytes))) }
    const limits = { maxOutputLength: RECORD_BYTES_MAX, dictionary }
    return Rest.parse(JSON.parse(String(inflateSync(bytes.subarray(stop + 1), limits))))
  } catch {
    return null
  }
}

/** Reads what stands before the end of the first line; null when this version cannot. */
export function parseRow(line: string): TaskRow | null {
  return parseLine(TaskRow, line)
}

/** As `parseRow`, and no more than the indices need: rows of other versions are removed, too. */
export function parsePlace(line: string) {
  return parseLine(TaskRow.pick({ repo: true, branch: true, pr_number: true }), line)
}

function parseLine<T>(schema: z.ZodType<T>, line: string): T | TaskRow | null {
  try {
    const read: unknown = JSON.parse(line)
    const row = schema.safeParse(read)
    return row.success ? row.data : toTaskRow(TaskRecord.parse(read))
  } catch {
    return null
  }
}
