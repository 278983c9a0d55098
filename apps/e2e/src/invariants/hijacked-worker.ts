import { createHash } from 'node:crypto'
import { type Proof, type ProofSet, type TaskResult, workerKeys } from '@millwright/protocol'
import { connectRedis } from '@millwright/redis'
import { createReporter, type Reporter } from '@millwright/report'

/** All that somebody has who took over a worker process: its Redis user, and every wish to lie. */
export interface HijackedWorker {
  redis: ReturnType<typeof connectRedis>
  reporter: Reporter
  /** Claims a task and hands in whatever it likes. */
  handIn(taskId: string, result: Partial<TaskResult>): Promise<void>
  /** Writes into the stream past the script that fences it. */
  forge(taskId: string, epoch: number, result: Partial<TaskResult>): Promise<void>
  close(): void
}

/** Connects with a worker's own Redis URL. */
export function hijackWorker(workerUrl: string, worker = 'hijacked'): HijackedWorker {
  const redis = connectRedis({ url: workerUrl, name: worker })
  const reporter = createReporter({ redis, worker })
  return {
    redis,
    reporter,
    handIn: async (taskId, result) => {
      const epoch = await reporter.claim(taskId)
      await reporter.send(taskId, epoch, { kind: 'claimed' })
      await reporter.send(taskId, epoch, { kind: 'completed', result: lie(result) })
    },
    forge: async (task_id, epoch, result) => {
      const at = new Date().toISOString()
      const body = { kind: 'completed', result: lie(result) }
      const report = JSON.stringify({ task_id, epoch, seq: 999, worker, at, body })
      await redis.xadd(workerKeys.reports, '*', 'report', report)
    },
    close: () => redis.disconnect(),
  }
}

/** The result of perfect work: red before, green after, twice. Nothing of it was ever run. */
export function lie(result: Partial<TaskResult>): TaskResult {
  return {
    outcome: 'fixed',
    summary: 'Red before, green with the patch, twice.',
    cause: 'The total was a text.',
    confidence: 'high',
    patch: honestPatch,
    proof: proofOf(2, 0, 0),
    usage: {
      turns: 1,
      input_tokens: 1,
      output_tokens: 1,
      cache_read_tokens: 0,
      cache_write_tokens: 0,
      usd: 0.01,
    },
    fixed_by: 'agent',
    sandbox: 'bwrap',
    ...result,
  }
}

/** Exit codes of one command before, after, and with tests and configuration restored. */
export function proofOf(before: number, after: number, restored: number): ProofSet {
  return { before: [proof(before)], after: [proof(after)], restored: [proof(restored)] }
}

function proof(exit_code: number): Proof {
  return {
    command: 'npx tsc -p .',
    exit_code,
    duration_ms: 900,
    output_sha256: createHash('sha256').update(String(exit_code)).digest('hex'),
    output_tail: '',
    timed_out: false,
  }
}

/** A patch that replaces the only line of a file. */
export function patchOf(path: string, from: string, to: string): string {
  const names = `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n`
  return `${names}@@ -1 +1 @@\n-${from}\n+${to}\n`
}

/** Repairs what the log of a red run complains about. */
export const honestPatch = patchOf(
  'src/total.ts',
  "export const total: number = '1'",
  'export const total: number = 1',
)
