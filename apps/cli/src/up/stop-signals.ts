import { exitCode } from '../exit-code.ts'

/** The wish to stop, from wherever it comes first. */
export interface StopSignals {
  /** Aborts at the first wish. */
  readonly signal: AbortSignal
  /** Resolves with the exit code at the first wish. */
  readonly asked: Promise<number>
  now(code: number): void
  /** Sets what a second wish does: somebody does not want to wait. */
  onSecond(act: () => void): void
}

/** Turns signals, and the end of a parent that talks to us, into one wish to stop. */
export function stopSignals(): StopSignals {
  const control = new AbortController()
  let second: () => void = () => undefined
  let resolveAsked: (code: number) => void = () => undefined
  const asked = new Promise<number>((resolve) => {
    resolveAsked = resolve
  })
  const now = (code: number) => {
    if (control.signal.aborted) second()
    resolveAsked(code)
    control.abort()
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => now(exitCode.ok))
  }
  const once = (code: number) => {
    if (!control.signal.aborted) now(code)
  }
  process.once('disconnect', () => once(exitCode.ok))
  // A killed parent takes the reader of our log with it: what is said then goes nowhere.
  process.stderr.on('error', () => once(exitCode.error))
  // Listening for the parent's end must not keep a process alive that has nothing left to do.
  process.channel?.unref()
  if (process.connected === false) once(exitCode.ok)
  return {
    signal: control.signal,
    asked,
    now,
    onSecond: (act: () => void) => {
      second = act
    },
  }
}
