import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { didYouMean } from './did-you-mean.ts'
import { FrontMatter, keysAt } from './front-matter.ts'
import { type FrontMatterPlaces, frontMatterPlaces } from './front-matter-places.ts'
import type { Section } from './split-prompt.ts'
import { type Report, TemplateError } from './template-error.ts'

/** Reads and checks the front matter; null when anything in it is wrong, all of which is reported. */
export function readFrontMatter(
  file: { file: string; text: string },
  section: Section,
  report: Report,
): { front: FrontMatter; places: FrontMatterPlaces } | null {
  const lines = new LineCounter()
  const document = parseDocument(section.text, { lineCounter: lines })
  const shift = section.line - 1
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0])
    const place = { file: file.file, line: line + shift, column: col }
    const problem = error.message.split('\n')[0] ?? 'not YAML'
    report(new TemplateError(problem, place, file.text, { cause: error }))
  }
  if (document.errors.length > 0) return null
  const places = frontMatterPlaces(document, { file: file.file, lines, shift })
  const { value, cause } = toValue(document)
  if (cause !== undefined) {
    const problem = 'the aliases of this YAML cannot be followed'
    report(new TemplateError(problem, places.value([]), file.text, { cause }))
    return null
  }
  const parsed = FrontMatter.safeParse(value)
  if (parsed.success) return { front: parsed.data, places }
  for (const issue of parsed.error.issues) {
    for (const { problem, place } of describe(issue, document, places)) {
      report(new TemplateError(problem, place, file.text, { cause: parsed.error }))
    }
  }
  return null
}

/** Too many aliases, or one without an anchor, show only when the value is made. */
function toValue(document: Document): { value?: unknown; cause?: unknown } {
  try {
    return { value: document.toJS() }
  } catch (cause) {
    return { cause }
  }
}

function describe(issue: z.core.$ZodIssue, document: Document, places: FrontMatterPlaces) {
  const { path } = issue
  const name = path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      problem: `unknown key "${key}"${didYouMean(key, keysAt(path))}`,
      place: places.key([...path, key]),
    }))
  }
  const given = document.getIn(path)
  const hint =
    issue.code === 'invalid_value' && typeof given === 'string'
      ? didYouMean(given, issue.values.map(String))
      : ''
  if (given === undefined && path.length > 0) {
    return [{ problem: `${name}: is missing`, place: places.value(path) }]
  }
  const problem = `${name || 'front matter'}: ${issue.message}${hint}`
  return [{ problem, place: places.value(path) }]
}
