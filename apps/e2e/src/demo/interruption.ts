import { constants } from 'node:os'

/** Somebody asked the demo to stop before its end. */
export class Interruption extends Error {
  /** 128 and the number of the signal, as shells have it. */
  readonly exitCode: number

  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`)
    this.exitCode = 128 + constants.signals[signal]
  }
}

/**
 * Aborts with an Interruption at the first signal. The second one ends this process at once; the
 * service then notices and stops by itself.
 */
export function interruptions(): AbortSignal {
  const control = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const interruption = new Interruption(signal)
      if (control.signal.aborted) process.exit(interruption.exitCode)
      control.abort(interruption)
    })
  }
  // `demo | head`: the reader of what we print has gone.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => control.abort(new Interruption('SIGPIPE')))
  }
  return control.signal
}

/** Never resolves; rejects with the signal's reason as soon as it aborts. */
export function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
