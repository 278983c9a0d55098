import { printableJson } from '../printable.ts'
import type { Watch } from './supervised-process.ts'

/**
 * Child lines are JSON already; anything else (a crash, a warning of Node) is made so. What a
 * terminal might obey is escaped in both: JSON itself lets C1 and bidirectional controls pass.
 */
export function lineWriter(
  redact: (line: string) => string,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Watch['onLine'] {
  return (line, { name }, pid) => {
    const clean = redact(line)
    const time = new Date().toISOString()
    const own = readObject(clean) ?? { level: 'warn', time, name, pid, msg: clean }
    write(`${printableJson(own)}\n`)
  }
}

function readObject(line: string): unknown {
  if (!line.startsWith('{')) return null
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
