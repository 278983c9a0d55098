import type { Diagnosis } from '@millwright/protocol'
import { printable } from '../printable.ts'

const EVIDENCE_LINES_SHOWN = 12

/** A diagnosis for people, in lines. */
export function describeDiagnosis(file: string, diagnosis: Diagnosis): string[] {
  const { verdict, category, rule, confidence, summary, evidence, step } = diagnosis
  const { replay, autofix, remedy, known_issue } = diagnosis
  const shown = evidence.slice(0, EVIDENCE_LINES_SHOWN)
  const hidden = evidence.length - shown.length
  return [
    `${printable(file)}: ${verdict} ${category} (${rule}, ${Math.round(confidence * 100)} %)`,
    `  ${printable(summary)}`,
    ...shown.map(({ line, text }) => `  ${line}: ${printable(text)}`),
    ...(hidden > 0 ? [`  ... ${hidden} more lines`] : []),
    ...named('known', known_issue && `${known_issue.id} ${known_issue.link}`),
    ...named('step', step.command),
    ...named('replay', replay),
    ...named('autofix', autofix),
    ...named('remedy', remedy),
  ]
}

function named(name: string, value: string | null): string[] {
  return value === null || value === '' ? [] : [`  ${name}: ${printable(value)}`]
}
