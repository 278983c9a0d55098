import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { FrontMatter } from './front-matter.ts'
import type { Section } from './split-prompt.ts'
import { TemplateError } from './template-error.ts'

/** Reads and checks the front matter; throws TemplateError at the place of the first problem. */
export function readFrontMatter(file: string, whole: string, section: Section): FrontMatter {
  const lines = new LineCounter()
  const document = parseDocument(section.text, { lineCounter: lines })
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line: line + section.line - 1, column: col }
  }
  const [broken] = document.errors
  if (broken) {
    const problem = broken.message.split('\n')[0] ?? 'not YAML'
    throw new TemplateError(problem, placeOf(broken.pos[0]), whole, { cause: broken })
  }
  const parsed = FrontMatter.safeParse(document.toJS())
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path ?? []
  const problem = `${path.map(String).join('.') || 'front matter'}: ${issue?.message ?? 'invalid'}`
  throw new TemplateError(problem, placeOf(offsetOf(document, path)), whole, {
    cause: parsed.error,
  })
}

/** The place of the deepest node on the path that the file really has. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}
