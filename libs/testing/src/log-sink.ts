import { type Logger, pino } from 'pino'

/** Everything that was logged into it, for a test to search. */
export interface LogSink {
  /** A logger at level `trace` that writes into this sink. */
  readonly logger: Logger
  /** Makes the sink a pino destination: `createLogger({ destination: sink })`. */
  write(line: string): void
  /** All lines as they were written: search this for canaries. */
  text(): string
  /** The lines as objects, oldest first; a line that is no JSON object is an error. */
  entries(): Record<string, unknown>[]
}

const LINES_MAX = 100_000

/** Keeps the newest 100,000 log lines in memory. */
export function logSink(): LogSink {
  const lines: string[] = []
  const write = (line: string) => {
    lines.push(line)
    if (lines.length > LINES_MAX) lines.shift()
  }
  return {
    logger: pino({ level: 'trace' }, { write }),
    write,
    text: () => lines.join(''),
    entries: () => lines.map(parseEntry),
  }
}

function parseEntry(line: string): Record<string, unknown> {
  const entry: unknown = JSON.parse(line)
  if (typeof entry !== 'object' || entry === null) throw new Error(`not a log entry: ${line}`)
  return { ...entry }
}
