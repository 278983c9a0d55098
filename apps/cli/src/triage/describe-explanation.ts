import type { Explanation, RuleSet } from '@millwright/triage'
import { printable } from '../printable.ts'

const TEXT_CHARS_SHOWN = 120

/**
 * For people: which rules were tried, what matched, what lost and why. Of the operator's `own` rules
 * those are named, too, that matched no line.
 */
export function describeExplanation(explanation: Explanation, own: RuleSet['rules']): string[] {
  const { rulesTried, lines, cutLines, rules, steps } = explanation
  const matched = new Set(rules.map(({ rule }) => rule))
  const cut = cutLines === 0 ? '' : `, ${cutLines} of them cut`
  return [
    `  ${rulesTried} rules were tried on ${lines} lines${cut}; ${rules.length} matched any`,
    ...steps.map(describeStep),
    ...rules.flatMap(({ outcome, rule, tier, reason, line, text }) => [
      `  ${outcome.padEnd(6)}  ${rule} (tier ${tier}): ${printable(reason)}`,
      `          ${line}: ${printable(text).slice(0, TEXT_CHARS_SHOWN)}`,
    ]),
    ...own
      .filter(({ fullId }) => !matched.has(fullId))
      .map(
        ({ fullId, tier }) => `  silent  ${fullId} (tier ${tier}): its patterns matched no line`,
      ),
  ]
}

function describeStep({ name, firstLine, lastLine, exitCode }: Explanation['steps'][number]) {
  const code = exitCode === null ? '' : `, exit code ${exitCode}`
  return `  step    ${printable(name) || '(no name)'}: lines ${firstLine} to ${lastLine}${code}`
}
