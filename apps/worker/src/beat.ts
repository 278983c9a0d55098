import { hostname } from 'node:os'
import { describeLimits } from '@millwright/sandbox'
import type { WorkerParts } from './worker-parts.ts'

const BEAT_MS = 2_000

/**
 * Says every two seconds that the worker lives and what it works on, and looks each time whether
 * that work is still wanted: the doorbell of a cancellation may have got lost.
 */
export function startBeat(parts: WorkerParts, worker: string): { close(): Promise<void> } {
  const startedAt = new Date().toISOString()
  let last: Promise<void> = Promise.resolve()
  let isBusy = false
  const beat = async () => {
    const [taskId = null] = parts.running.keys()
    await parts.reporter.heartbeat({
      worker,
      host: hostname(),
      pid: process.pid,
      task_id: taskId,
      sandbox: parts.sandbox.mode,
      limits: describeLimits(parts.sandbox.held),
      provider: parts.breaker.status(),
      started_at: startedAt,
      seen_at: new Date().toISOString(),
    })
    for (const attempt of parts.running.values()) await attempt.checkControl()
  }
  const tick = () => {
    // While Redis is away beats would pile up; the next one after its return says enough.
    if (isBusy) return
    isBusy = true
    last = beat()
      .catch((err: unknown) => parts.logger.warn({ err }, 'no sign of life sent'))
      .finally(() => {
        isBusy = false
      })
  }
  tick()
  const timer = setInterval(tick, BEAT_MS)
  return {
    close: async () => {
      clearInterval(timer)
      await last
    },
  }
}
