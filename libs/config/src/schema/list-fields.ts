import { z } from 'zod'
import { ConfigFile } from './config-file.ts'
import { type FieldDoc, fieldDocs } from './field.ts'

/** One setting: where it stands, what it is called in the environment, what it means. */
export interface Field {
  /** Dotted path in the YAML; `<owner/name>`, `<model>` and `[]` stand for any key or place. */
  readonly path: string
  readonly schema: z.ZodType
  readonly doc: FieldDoc
  /** Names in the environment, strongest first; empty inside lists and tables. */
  readonly env: readonly string[]
}

/** All settings in the order of the schema. */
export function listFields(): Field[] {
  return walk(ConfigFile, '', true)
}

function walk(schema: z.ZodType, path: string, hasEnv: boolean): Field[] {
  const doc = fieldDocs.get(schema)
  const inner = bare(schema)
  const isTable = inner instanceof z.ZodRecord || isListOfObjects(inner)
  const own =
    doc === undefined ? [] : [{ path, schema, doc, env: names(path, doc, hasEnv && !isTable) }]
  if (inner instanceof z.ZodObject) {
    const fields = Object.entries(inner.shape).flatMap(([key, child]) =>
      walk(asType(child), path === '' ? key : `${path}.${key}`, hasEnv),
    )
    return [...own, ...fields]
  }
  if (inner instanceof z.ZodRecord) {
    const key = path === 'repositories' ? '<owner/name>' : '<model>'
    return [...own, ...walk(asType(inner.valueType), `${path}.${key}`, false)]
  }
  if (isListOfObjects(inner)) return [...own, ...walk(asType(inner.element), `${path}[]`, false)]
  return own
}

/** The schema without its defaults, `nullable` and `optional`. */
export function bare(schema: z.ZodType): z.ZodType {
  const isWrapped =
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional
  return isWrapped ? bare(asType(schema.unwrap())) : schema
}

function isListOfObjects(schema: z.ZodType): schema is z.ZodArray<z.ZodObject> {
  return schema instanceof z.ZodArray && bare(asType(schema.element)) instanceof z.ZodObject
}

function names(path: string, doc: FieldDoc, hasEnv: boolean): readonly string[] {
  if (doc.env !== undefined) return doc.env
  return hasEnv ? [`MILLWRIGHT_${path.replaceAll('.', '_').toUpperCase()}`] : []
}

/** zod's core types are those of its classes; every schema here is made by the classes. */
function asType(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodType) return schema
  throw new TypeError('the configuration uses a schema that is no zod class')
}
