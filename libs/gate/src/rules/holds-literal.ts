import type { ExpectedValue } from '../expected-values.ts'
import { NUMBER, STRING } from './literals.ts'

const CALCULATION =
  /(?<![\w.])\d[\d_]*(?:\.\d+)?(?:\s{0,5}[-+*/]\s{0,5}\d[\d_]*(?:\.\d+)?(?![\w.])){1,8}/g
/** A text that is put into another one as it is: `${"Ada"}`, `#{'Ada'}`, `{"Ada"}`. */
const INSERTED = /[$#]?\{\s{0,5}(["'])([^"'{}]{0,200})\1\s{0,5}\}/g
/** Two texts made one: with a plus, with the dot of PHP, or by standing next to each other. */
const JOINED = /(["'`])(?:\s{0,5}[+.]\s{0,5}|\s{1,5})\1/g

/**
 * True when the line holds one of the values as a literal of its own, not as a part of one: written
 * out, joined from texts, or as a calculation between numbers alone.
 */
export function holdsLiteral(line: string, values: readonly ExpectedValue[]): boolean {
  // A number in quotes is one conversion away from being the number.
  const texts = [line, line.replaceAll(INSERTED, '$2').replaceAll(JOINED, '')].flatMap((form) =>
    [...form.matchAll(STRING)].map(([, , text = '']) => text),
  )
  const bare = line.replaceAll(STRING, '""')
  const numbers = [
    ...[...bare.matchAll(NUMBER)].map(([text]) => toNumber(text)),
    ...[...bare.matchAll(CALCULATION)].map(([text]) => resultOf(text)),
  ].map(String)
  return values.some(
    ({ kind, value }) => texts.includes(value) || (kind === 'number' && numbers.includes(value)),
  )
}

function toNumber(text: string): number {
  return Number(text.replaceAll('_', ''))
}

/** Products first, then sums; there are neither brackets nor signs. */
function resultOf(calculation: string): number {
  const terms = calculation.replaceAll(/\s/g, '').match(/[-+]?[^-+]+/g) ?? []
  return terms.reduce((sum, term) => {
    const factors = term.replace(/^[-+]/, '').match(/[*/]?[^*/]+/g) ?? []
    const product = factors.reduce((result, factor) => {
      const number = toNumber(factor.replace(/^[*/]/, ''))
      return factor.startsWith('/') ? result / number : result * number
    }, 1)
    return term.startsWith('-') ? sum - product : sum + product
  }, 0)
}
