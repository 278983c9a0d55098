/** A part of an OpenAPI 3.0 document, whatever it is. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [k: string]: Json }
export type JsonObject = { readonly [k: string]: Json }

/** Words of people and hints for code generators: nothing is checked by them. */
const dropped = new Set([
  'default',
  'deprecated',
  'description',
  'discriminator',
  'example',
  'examples',
  'externalDocs',
  'readOnly',
  'title',
])
const places = '#/components/schemas/'

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * A schema of OpenAPI 3.0 in the words of JSON Schema: `nullable` becomes a type, and references
 * lead to `#/schemas/`. Of `oneOf` only "at least one" is kept: GitHub's own alternatives overlap.
 */
export function toJsonSchema(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map((one: Json) => toJsonSchema(one))
  if (!isObject(schema)) return schema
  const entries: [string, Json][] = []
  for (const [key, value] of Object.entries(schema)) {
    if (dropped.has(key) || key.startsWith('x-') || key === 'nullable') continue
    if (key === 'properties' && isObject(value)) {
      const named = Object.entries(value).map(([name, one]) => [name, toJsonSchema(one)] as const)
      entries.push([key, Object.fromEntries(named)])
    } else if (key === '$ref' && typeof value === 'string') {
      entries.push([key, value.replace(places, '#/schemas/')])
    } else if (key === 'enum' || key === 'required') entries.push([key, value])
    else entries.push([key === 'oneOf' ? 'anyOf' : key, toJsonSchema(value)])
  }
  const plain = Object.fromEntries(entries)
  return schema.nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain
}

/** The names of all schemas that this one leads to by reference, its own left out. */
export function namesIn(schema: Json): string[] {
  if (Array.isArray(schema)) return schema.flatMap((one: Json) => namesIn(one))
  if (!isObject(schema)) return []
  const { $ref: ref } = schema
  const own = typeof ref === 'string' ? [ref.slice(ref.lastIndexOf('/') + 1)] : []
  return [...own, ...Object.values(schema).flatMap((one) => namesIn(one))]
}
