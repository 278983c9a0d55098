import type { AgentOptions } from './agent-options.ts'

/** What ends a loop from outside: its time, or whoever gave the signal. */
export function startTimer({ signal, deadlineMs }: Pick<AgentOptions, 'signal' | 'deadlineMs'>) {
  const startedMs = Date.now()
  const lengthMs = Math.max(1, deadlineMs - startedMs)
  // Held here for as long as the loop runs: a timeout signal nobody holds is never raised.
  const timeUp = AbortSignal.timeout(lengthMs)
  return {
    signal: AbortSignal.any([signal, timeUp]),
    /** The share of the time that is gone. */
    share: () => (Date.now() - startedMs) / lengthMs,
    end: () =>
      timeUp.aborted && !signal.aborted
        ? ({ end: 'limit', limit: 'time' } as const)
        : ({ end: 'cancelled' } as const),
  }
}
