import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { TriageError } from '../triage-error.ts'

/** Where in a file a problem is, and what to change. */
export type FileProblem = { path: readonly PropertyKey[]; message: string }

/** One file of an operator's folder, as it was read. */
export type SourceFile = { file: string; text: string }

/**
 * Reads a YAML file into the value that its schema describes; `check` sees what a schema cannot.
 * Throws TriageError with line, column and the lines around the first problem.
 */
export function readYaml<T>(
  { file, text }: SourceFile,
  schema: z.ZodType<T>,
  check: (value: T) => FileProblem | null,
): T {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const refuse = (problem: string, offset: number, cause?: unknown) => {
    const { line, col } = lines.linePos(offset)
    return new TriageError(problem, { file, line, column: col }, text, { cause })
  }
  const [broken] = document.errors
  if (broken) throw refuse(broken.message.split('\n')[0] ?? 'not YAML', broken.pos[0], broken)
  const parsed = schema.safeParse(toValue(document, refuse))
  if (!parsed.success) {
    const problem = fromZod(parsed.error)
    throw refuse(problem.message, offsetOf(document, problem.path), parsed.error)
  }
  const problem = check(parsed.data)
  if (problem) throw refuse(problem.message, offsetOf(document, problem.path))
  return parsed.data
}

/** The value of a document; aliases that would unfold without end are refused as well. */
function toValue(document: Document, refuse: (problem: string, offset: number) => Error): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error), 0)
  }
}

function fromZod(error: z.ZodError): FileProblem {
  // A misspelt key is named before what is missing because of it.
  const issue = error.issues.find(({ code }) => code === 'unrecognized_keys') ?? error.issues[0]
  const path = issue?.path ?? []
  const where = path.map(String).join('.') || 'file'
  const message = `${where}: ${issue?.message ?? 'invalid'}`
  // A key that nobody knows stands in the file; the path of its problem ends at what holds it.
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  return { path: key === undefined ? path : [...path, key], message }
}

/** The place of the deepest node on the path that the file really has: a key, or an item. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true)
    const key = path[depth - 1]
    const node = keyOf(parent, key) ?? document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function keyOf(parent: unknown, key: PropertyKey | undefined): Node | null {
  const map = isNode(parent) && isMap(parent) ? parent : null
  for (const { key: own } of map?.items ?? []) {
    if (isScalar(own) && own.value === key) return own
  }
  return null
}
