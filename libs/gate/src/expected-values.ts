import type { Diagnosis } from '@millwright/protocol'
import { shortSpaces } from './short-spaces.ts'

/** A value that a failing assertion wanted to see, as it would stand in code. */
export interface ExpectedValue {
  kind: 'number' | 'text'
  /** A text without its quotes. */
  value: string
  /** True for what stands in code everywhere: 0, 1, true, nothing. */
  isCommon: boolean
}

const VALUES_MAX = 20
const LINE_CHARS_MAX = 500
const VALUE_CHARS_MAX = 200

/**
 * How runners write what they wanted: Jest, RSpec, Minitest, testify, xUnit, NUnit and node:test;
 * Vitest and Chai; pytest; unittest; Go by custom; Rust; JUnit; PHPUnit. Each line is cut first.
 */
const forms: readonly RegExp[] = [
  /\bexpected(?:\s+value)?\s*:\s*<?(.{1,200}?)>?(?:\s+but\s+was\b.{0,200})?$/i,
  /\bto\s+(?:be|(?:deeply |strictly |loosely )?equal|eql?)\s+(.{1,200}?)(?:\s+\/\/.{0,100})?$/,
  /\bassert\s.{0,200}?==\s*(.{1,200})$/,
  /\bAssertionError:.{0,200}?\s!==?\s+(.{1,200}?)(?:\s+:.{0,200})?$/,
  /^\s*\S.{0,200}?\s!==\s+(.{1,200})$/,
  /\bwant(?:ed)?:?\s+(.{1,200}?)(?:[,;)].{0,200})?$/i,
  /\bexpected\s+(.{1,200}?)(?:,|;|\s+but\b|\s+got\b|\s+to\b).{0,200}$/i,
  // The expected side of a diff of two objects: Jest, Vitest, PHPUnit, go-cmp.
  /^\s*-\s+["']?\w{1,60}["']?\s*(?:=>|[:=])\s*(.{1,200}?),?$/,
  /^\s*(?:left|right):\s*(.{1,200}?),?$/,
  /\b(?:matches expected|is identical to|to be equal to:)\s+<?(.{1,200}?)>?\.?$/,
]
/** GoogleTest says what it compares on lines of their own. */
const LIST_STARTS = /\bExpected equality of these values:/
const LIST_LINES = 5

/** What the evidence of a diagnosis says was expected; nothing when it says nothing. */
export function expectedValues(evidence: Diagnosis['evidence']): ExpectedValue[] {
  const found = new Map<string, ExpectedValue>()
  let listed = 0
  for (const { text } of evidence) {
    const line = shortSpaces(text.slice(0, LINE_CHARS_MAX)).trimEnd()
    const values = forms.map((form) => form.exec(line)?.[1]).map(toValue)
    if (listed > 0) values.push(toLiteral(line.trim()))
    listed = LIST_STARTS.test(line) ? LIST_LINES : listed - 1
    for (const value of values) {
      if (value !== null && found.size < VALUES_MAX)
        found.set(`${value.kind} ${value.value}`, value)
    }
  }
  return [...found.values()]
}

function toValue(text: string | undefined): ExpectedValue | null {
  if (text === undefined) return null
  const trimmed = text.trim().replace(/^[`(]|[`),.;]$/g, '')
  const literal = toLiteral(trimmed)
  if (literal !== null) return literal
  // JUnit and others write texts without quotes.
  const isBare =
    trimmed.length > 3 && trimmed.length <= VALUE_CHARS_MAX && !/["'{}[\]]/.test(trimmed)
  return isBare ? { kind: 'text', value: trimmed, isCommon: false } : null
}

function toLiteral(text: string): ExpectedValue | null {
  if (/^-?\d[\d_,]*(?:\.\d+)?(?:[a-z]\w{0,4})?$/i.test(text)) {
    const value = String(Number(text.replaceAll(/[_,]|[a-z]\w*$/gi, '')))
    return { kind: 'number', value, isCommon: ['0', '1', '-1', '2'].includes(value) }
  }
  const quoted = /^(["'`])(.{0,200})\1$/s.exec(text)?.[2]
  if (quoted === undefined) return null
  return { kind: 'text', value: quoted, isCommon: quoted.length < 2 }
}
