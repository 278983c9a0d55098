import { basename } from 'node:path'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { checkPack } from './check-pack.ts'
import { PACK_BYTES_MAX } from './limits.ts'
import { RulePack } from './rule-pack.ts'
import type { LoadedPack } from './rule-set.ts'
import { TriageError } from './triage-error.ts'

/** Where in a pack a problem is, and what to change. */
export type PackProblem = { path: readonly PropertyKey[]; message: string }

/** Reads one pack; throws TriageError with the line of the first problem. */
export function parsePack(file: string, text: string): LoadedPack {
  if (text.length > PACK_BYTES_MAX) {
    throw new TriageError(`a pack may hold ${PACK_BYTES_MAX} bytes; split it`, { file, line: 1 })
  }
  const name = basename(file).replace(/\.ya?ml$/, '')
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) {
    const problem = `a pack's name is made of lower-case words joined by hyphens, not "${name}"`
    throw new TriageError(problem, { file, line: 1 })
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line
    throw new TriageError(
      broken.message.split('\n')[0] ?? 'not YAML',
      { file, line },
      { cause: broken },
    )
  }
  const parsed = RulePack.safeParse(document.toJS())
  const problem = parsed.success ? checkPack(parsed.data) : fromZod(parsed.error)
  if (problem) {
    const line = lines.linePos(offsetOf(document, problem.path)).line
    throw new TriageError(problem.message, { file, line })
  }
  if (!parsed.success) throw parsed.error
  return { ...parsed.data, name, file }
}

function fromZod(error: z.ZodError): PackProblem {
  const [issue] = error.issues
  const path = issue?.path ?? []
  return {
    path,
    message: `${path.map(String).join('.') || 'pack'}: ${issue?.message ?? 'invalid'}`,
  }
}

/** The place of the deepest node on the path that the file really has. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}
