import { z } from 'zod'
import { listSecrets } from './read-environment.ts'
import type { Role } from './schema/field.ts'
import { bare, type Field, listFields } from './schema/list-fields.ts'

/** One row of docs/configuration.md. */
export interface ReferenceRow {
  readonly path: string
  /** What the value may be: `integer, 1 to 16`. */
  readonly type: string
  /** Words, or a JSON value between backquotes. */
  readonly default: string
  readonly unit: string
  readonly doc: string
  /** Names in the environment, strongest first. */
  readonly env: readonly string[]
  /** The roles that read it; empty for what is no secret. */
  readonly secretOf: readonly Role[]
}

/** Every setting with its meaning, in the order of the schema. */
export function configReference(): ReferenceRow[] {
  const secrets = new Map(listSecrets().map(({ path, env }) => [`${path}_file`, env]))
  return listFields().map((field) => {
    const values = (secrets.get(field.path) ?? []).filter((name) => name !== 'REDIS_URL')
    const isRedisUrl = field.path.startsWith('redis.')
    return {
      path: field.path,
      type: typeName(bare(field.schema)),
      default: defaultOf(field),
      unit: field.doc.unit ?? '',
      doc: field.doc.doc,
      env: isRedisUrl ? field.env : [...values, ...field.env],
      secretOf: field.doc.secretOf ?? [],
    }
  })
}

function defaultOf({ schema, doc }: Field): string {
  if (doc.fallback !== undefined) return doc.fallback
  const { success, data } = schema.safeParse(undefined)
  if (!success) return 'none; it must be given'
  return data === undefined ? 'not set' : `\`${JSON.stringify(data)}\``
}

function typeName(schema: z.ZodType): string {
  if (schema instanceof z.ZodEnum) return schema.options.join(' | ')
  if (schema instanceof z.ZodLiteral) return [...schema.values].join(' | ')
  if (schema instanceof z.ZodBoolean) return 'true | false'
  if (schema instanceof z.ZodArray) return 'list'
  if (schema instanceof z.ZodRecord) return 'table'
  if (!(schema instanceof z.ZodNumber)) return 'text'
  const kind = schema.format === 'safeint' ? 'integer' : 'number'
  const { minValue, maxValue } = schema
  const isOpen = maxValue === null || maxValue >= Number.MAX_SAFE_INTEGER
  return isOpen ? `${kind}, at least ${minValue}` : `${kind}, ${minValue} to ${maxValue}`
}
