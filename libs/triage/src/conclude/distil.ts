import { type Diagnosis, EVIDENCE_CHARS_MAX } from '@millwright/protocol'

/**
 * The excerpt of a log that goes into a prompt: the evidence in the order of the log, each line
 * under its number, with a mark where lines were left out. Never longer than EVIDENCE_CHARS_MAX.
 */
export function distil(diagnosis: Pick<Diagnosis, 'evidence'>): string {
  const lines = diagnosis.evidence.toSorted((a, b) => a.line - b.line)
  const parts: string[] = []
  let previous = 0
  for (const { line, text } of lines) {
    if (previous !== 0 && line > previous + 1) parts.push('…')
    parts.push(`${line}: ${text}`)
    previous = line
  }
  return parts.join('\n').slice(0, EVIDENCE_CHARS_MAX)
}
