import type { z } from 'zod'
import type { ConfigProblem } from './config-error.ts'
import { nearestName } from './nearest-name.ts'
import { listFields } from './schema/list-fields.ts'
import { type Path, type Tree, valueAt } from './tree.ts'

type Issue = z.core.$ZodIssue

/** Turns what the schema objects to into sentences for the operator. */
export function describeIssues(
  issues: readonly Issue[],
  tree: Tree,
  whereOf: (path: Path) => string | undefined,
): ConfigProblem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => located([...path, key], unknownKey(path, key), whereOf))
    }
    return [located(path, sentence(issue, valueAt(tree, path)), whereOf)]
  })
}

function located(path: Path, message: string, whereOf: (path: Path) => string | undefined) {
  const where = whereOf(path)
  return { path: path.join('.'), message, ...(where === undefined ? {} : { where }) }
}

function sentence(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_key') {
    return `this name must look like ${issue.issues[0]?.message ?? 'another'}`
  }
  const message = issue.message.replace(/^Invalid (input: |option: )?/, '')
  if (issue.code !== 'invalid_value') return message
  const meant = nearestName(String(value), issue.values.map(String))
  return meant === null ? message : `${message}; did you mean "${meant}"?`
}

function unknownKey(parent: Path, key: string): string {
  const meant = nearestName(key, keysBelow(parent))
  if (meant !== null) return `unknown key; did you mean "${meant}"?`
  const elsewhere = listFields().find((field) => field.path.endsWith(`.${key}`))
  return elsewhere === undefined ? 'unknown key' : `unknown key; it belongs at ${elsewhere.path}`
}

/** The keys that the schema knows right below a place. */
function keysBelow(parent: Path): string[] {
  const pattern = parent.map((part, at) => {
    if (typeof part === 'number') return '[]'
    return at === 1 && parent[0] === 'repositories' ? '<owner/name>' : part
  })
  if (parent[1] === 'prices' && parent.length > 2) pattern[2] = '<model>'
  const prefix = pattern.length === 0 ? '' : `${pattern.join('.').replaceAll('.[]', '[]')}.`
  const below = listFields().filter(({ path }) => path.startsWith(prefix))
  // A repository's name holds a slash and no dot within its place holder.
  return [...new Set(below.map(({ path }) => path.slice(prefix.length).split(/[.[]/)[0] ?? ''))]
}
