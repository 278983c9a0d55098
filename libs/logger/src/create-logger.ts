import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger } from 'pino'

export interface LoggerOptions {
  /** Which process speaks: lead, worker, status. */
  readonly name: string
  /** `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`. */
  readonly level: string
  /** Sees each line as it will be written, so no field, message or stack escapes it. */
  readonly redact: (line: string) => string
  /** Where lines go; standard error unless told. */
  readonly destination?: DestinationStream
}

/** A longer line is cut down to its message. */
const LINE_CHARS_MAX = 64_000
const MESSAGE_CHARS_MAX = 8_000

/**
 * A logger that writes one JSON object a line. Lines are written at once: a process that dies
 * has said everything it had to say.
 */
export function createLogger({ name, level, redact, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => scrubLine(line, redact) },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  )
}

function scrubLine(line: string, redact: (line: string) => string): string {
  const scrubbed = redact(line)
  if (scrubbed.length <= LINE_CHARS_MAX && (scrubbed === line || isJson(scrubbed))) {
    return scrubbed.endsWith('\n') ? scrubbed : `${scrubbed}\n`
  }
  return `${shortLine(line, redact)}\n`
}

/** What is left of a line that is too long, or that is no JSON any more without its secret. */
function shortLine(line: string, redact: (line: string) => string): string {
  const { level, time, name, pid, msg } = parseObject(line)
  const text = redact(String(msg ?? '')).slice(0, MESSAGE_CHARS_MAX)
  return JSON.stringify({ level, time, name, pid, msg: text, cut: true })
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function parseObject(line: string): Record<string, unknown> {
  const value: unknown = JSON.parse(line)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
