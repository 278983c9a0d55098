import { c } from '../../languages/c.ts'
import { csharp } from '../../languages/csharp.ts'
import { languageOf } from '../../languages/languages.ts'
import { python } from '../../languages/python.ts'
import type { PatchLine } from '../../patch/patch-file.ts'
import { LINE_CHARS_MAX } from '../changed-lines.ts'

/** A signature over more lines than this is compared by its beginning. */
const SIGNATURE_LINES_MAX = 30

/**
 * The exported signatures on one side of a hunk, up to where their bodies or values start and
 * without the differences that a formatter makes.
 */
export function exportsOf(
  path: string,
  hunk: readonly PatchLine[],
  side: 'removed' | 'added',
): { signature: string; line: number }[] {
  // What a C file holds is its own; what a header holds is for others.
  const isPrivate = languageOf(path) === c && !/\.(h|hh|hpp|hxx|ipp)$/i.test(path)
  const start = isPrivate ? undefined : languageOf(path).exported
  if (start === undefined) return []
  const lines = hunk.filter(({ kind }) => kind === side || kind === 'context')
  const found: { signature: string; line: number }[] = []
  for (const [at, { text, number }] of lines.entries()) {
    if (!start.test(text.slice(0, LINE_CHARS_MAX))) continue
    const rest = lines.slice(at, at + SIGNATURE_LINES_MAX)
    const whole = rest.map((line) => line.text.slice(0, LINE_CHARS_MAX)).join('\n')
    const isPython = languageOf(path) === python
    // C# and Kotlin give the body of a short member behind a sign.
    const isBodied = languageOf(path) === csharp
    const isList = /^(?:module\.)?exports?\b[\s.=]{1,5}(?:\{|=)/.test(text)
    const signature = isPython
      ? pythonSignature(whole)
      : signatureOf(isList ? listOf(whole) : whole.replace(isBodied ? /=>.*$/s : /$/, ''))
    found.push({ signature, line: number })
  }
  return found
}

/** Everything up to the first `{`, `=`, `;` or line end outside of brackets. */
function signatureOf(text: string): string {
  let depth = 0
  let end = 0
  for (; end < text.length; end++) {
    const char = text[end] ?? ''
    if ('([<'.includes(char)) depth += 1
    if (')]'.includes(char) || (char === '>' && text[end - 1] !== '=' && text[end - 1] !== '-')) {
      depth -= 1
    }
    if (depth <= 0 && ('{;\n'.includes(char) || (char === '=' && text[end + 1] !== '>'))) break
  }
  return text
    .slice(0, end)
    .replaceAll(/\s+/g, '')
    .replaceAll(/['`]/g, '"')
    .replaceAll(/,(?=[)\]>])/g, '')
}

/** Names and order of what a function takes; annotations and values by default bind no caller. */
function pythonSignature(text: string): string {
  const start = text.indexOf('(')
  if (start < 0) return text.replace(/:.*$/s, '')
  const kept = [text.slice(0, start)]
  let depth = 0
  let isName = true
  for (const char of text.slice(start)) {
    if ('([{'.includes(char)) depth += 1
    if (')]}'.includes(char)) depth -= 1
    if (depth === 0) break
    if (depth === 1 && (char === ',' || char === '(')) isName = true
    if (depth === 1 && (char === ':' || char === '=')) isName = false
    if (isName) kept.push(char)
  }
  return kept.join('').replaceAll(/\s+/g, '').replace(/,$/, '')
}

/** `export { a, b }` and `module.exports = { a, b }` name what they export inside their braces. */
function listOf(text: string): string {
  return text.slice(0, text.indexOf('}') + 1).replaceAll(/[={}]/g, '(') || text
}
