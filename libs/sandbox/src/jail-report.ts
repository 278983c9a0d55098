import { StringDecoder } from 'node:string_decoder'
import { z } from 'zod'

/** What bubblewrap writes with `--json-status-fd`, one object a line. */
const Line = z.object({ 'child-pid': z.number().optional(), 'exit-code': z.number().optional() })
/** A report has two short lines; more than this is none of bubblewrap's. */
const REPORT_CHARS_MAX = 10_000

export type JailReport = {
  push: (chunk: Buffer) => void
  /** Kills the jail's first process, and with it, by the kernel's hand, all others. */
  stop: () => void
  isStopped: () => boolean
  /** The jail's first process; null until there is one. */
  pid: () => number | null
  /** Null until the command has ended, and for ever if it was never reached. */
  exitCode: () => number | null
}

export function jailReport(): JailReport {
  const decoder = new StringDecoder('utf8')
  let text = ''
  let isStopped = false
  const value = (key: 'child-pid' | 'exit-code'): number | null => {
    const lines = text.split('\n').slice(0, -1).map(parseLine)
    return lines.map((line) => line?.[key]).find((number) => number !== undefined) ?? null
  }
  const killWhenStopped = () => {
    const pid = value('child-pid')
    if (!isStopped || pid === null || value('exit-code') !== null) return
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  return {
    push: (chunk) => {
      if (text.length < REPORT_CHARS_MAX) text += decoder.write(chunk)
      killWhenStopped()
    },
    stop: () => {
      isStopped = true
      killWhenStopped()
    },
    isStopped: () => isStopped,
    pid: () => value('child-pid'),
    exitCode: () => value('exit-code'),
  }
}

function parseLine(line: string): z.infer<typeof Line> | null {
  try {
    return Line.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
