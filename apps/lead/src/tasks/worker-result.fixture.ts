import { createHash } from 'node:crypto'
import type { Proof, Report, ReportBody, TaskResult } from '@millwright/protocol'
import { TYPES_COMMAND } from '../runs/job-log.fixture.ts'

/** The report of one attempt, as it comes out of the stream. */
export function reportOf(task_id: string, body: ReportBody, epoch = 1): Report {
  return { task_id, epoch, seq: 0, worker: 'w1', at: new Date().toISOString(), body }
}

/** The end of an attempt with this result. */
export function ended(task_id: string, result: TaskResult, epoch = 1): Report {
  return reportOf(task_id, { kind: 'completed', result }, epoch)
}

/** A patch that replaces the one line of a file. */
export function patchOf(path: string, before: string, after: string): string {
  return [
    `diff --git a/${path} b/${path}`,
    `index ${'1'.repeat(40)}..${'2'.repeat(40)} 100644`,
    `--- a/${path}`,
    `+++ b/${path}`,
    '@@ -1 +1 @@',
    `-${before}`,
    `+${after}`,
    '',
  ].join('\n')
}

/** Mends the type error of src/a.ts. */
export const goodPatch = patchOf('src/a.ts', "const a: number = 'one'", 'const a = 1')

/** A proven fix of the type error in src/a.ts, unless told otherwise. */
export function resultOf(more: Partial<TaskResult> = {}): TaskResult {
  return {
    ...{ outcome: 'fixed', summary: 'made it a number', cause: 'a string', confidence: 'high' },
    ...{ patch: goodPatch, proof: proofs(TYPES_COMMAND), fixed_by: 'agent', sandbox: 'bwrap' },
    usage: {
      ...{ turns: 2, input_tokens: 10, output_tokens: 10 },
      ...{ cache_read_tokens: 0, cache_write_tokens: 0, usd: 0.01 },
    },
    ...more,
  }
}

/** Red before, green after, of these commands. */
export function proofs(...commands: readonly string[]): TaskResult['proof'] {
  const all = (exit_code: number) => commands.map((command) => proof(command, exit_code))
  return { before: all(1), after: all(0), restored: all(0) }
}

export function proof(command: string, exit_code: number): Proof {
  const output_sha256 = createHash('sha256').update(command).digest('hex')
  return { command, exit_code, duration_ms: 5, output_sha256, output_tail: '', timed_out: false }
}
