import { z } from 'zod'
import { nearestName } from './nearest-name.ts'
import type { Role } from './schema/field.ts'
import { bare, type Field, listFields } from './schema/list-fields.ts'
import { type Tree, withValueAt } from './tree.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A secret as the operator may give it: by value or by file, in the environment or in the YAML. */
export interface SecretField {
  /** Where its value stands in the configuration: `github.token`. */
  readonly path: string
  /** Names of the value in the environment; each may end in `_FILE` instead. */
  readonly env: readonly string[]
  readonly roles: readonly Role[]
}

/** Every secret outside of lists. */
export function listSecrets(): SecretField[] {
  return listFields().flatMap(({ path, doc, env }) => {
    if (doc.secretOf === undefined || path.includes('[]')) return []
    const names = env.map((name) => name.replace(/_FILE$/, ''))
    return [{ path: path.replace(/_file$/, ''), env: names, roles: doc.secretOf }]
  })
}

/** The settings of the environment laid over those of the file; an empty variable is none. */
export function applyEnvironment(tree: Tree, env: Environment) {
  const secrets = new Set(listSecrets().map(({ path }) => path))
  const origins = new Map<string, string>()
  let merged = tree
  for (const field of listFields()) {
    if (field.doc.secretOf !== undefined || secrets.has(field.path)) continue
    const name = field.env.find((each) => env[each] !== undefined && env[each] !== '')
    if (name === undefined) continue
    merged = withValueAt(merged, field.path.split('.'), typed(field, env[name] ?? ''))
    origins.set(field.path, name)
  }
  return { tree: merged, origins }
}

/** Says which variables look like ours and are not, so that a typing error does not go unseen. */
export function unknownVariables(env: Environment): string[] {
  const known = ['MILLWRIGHT_CONFIG', ...knownVariables()]
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('MILLWRIGHT_') && !known.includes(name),
  )
  return unknown.map((name) => {
    const meant = nearestName(name, known)
    return `${name} means nothing${meant === null ? '' : `; did you mean ${meant}?`}`
  })
}

/** Every variable that may hold a setting, secrets included. */
export function knownVariables(): string[] {
  const secrets = listSecrets().flatMap(({ env }) => env.flatMap((name) => [name, `${name}_FILE`]))
  return [...new Set([...listFields().flatMap((field) => field.env), ...secrets])]
}

/** The text as what the schema expects; what does not fit stays text, and the schema objects. */
function typed(field: Field, text: string): unknown {
  const schema = bare(field.schema)
  if (schema instanceof z.ZodNumber && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (schema instanceof z.ZodBoolean) return booleans.get(text.toLowerCase()) ?? text
  if (schema instanceof z.ZodArray) return text.split(',').map((item) => item.trim())
  return text
}

const booleans = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['false', false],
  ['0', false],
  ['no', false],
])
