import { printableJson } from '../printable.ts'
import type { Watch } from './supervised-process.ts'

/** Child lines are JSON already; anything else (a crash, a warning of Node) is made so. */
export function lineWriter(redact: (line: string) => string): Watch['onLine'] {
  return (line, { name }, pid) => {
    const clean = redact(line)
    const time = new Date().toISOString()
    const wrapped = () => printableJson({ level: 'warn', time, name, pid, msg: clean })
    process.stderr.write(`${isJsonObject(clean) ? clean : wrapped()}\n`)
  }
}

function isJsonObject(line: string): boolean {
  if (!line.startsWith('{')) return false
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    return false
  }
}
