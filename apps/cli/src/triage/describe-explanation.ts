import type { Explanation } from '@millwright/triage'
import { printable } from '../printable.ts'

const TEXT_CHARS_SHOWN = 120

/** For people: which rules were tried, what matched, what lost and why. */
export function describeExplanation({ rulesTried, lines, cutLines, ...rest }: Explanation) {
  const { rules, steps } = rest
  const cut = cutLines === 0 ? '' : `, ${cutLines} of them cut`
  return [
    `  ${rulesTried} rules were tried on ${lines} lines${cut}; ${rules.length} matched any`,
    ...steps.map(describeStep),
    ...rules.flatMap(({ outcome, rule, tier, reason, line, text }) => [
      `  ${outcome.padEnd(6)}  ${rule} (tier ${tier}): ${printable(reason)}`,
      `          ${line}: ${printable(text).slice(0, TEXT_CHARS_SHOWN)}`,
    ]),
  ]
}

function describeStep({ name, firstLine, lastLine, exitCode }: Explanation['steps'][number]) {
  const code = exitCode === null ? '' : `, exit code ${exitCode}`
  return `  step    ${printable(name) || '(no name)'}: lines ${firstLine} to ${lastLine}${code}`
}
