import { z } from 'zod'

/** Who reads the configuration; each sees its own secrets and no others. */
export type Role = 'lead' | 'worker' | 'status' | 'cli'

export interface FieldDoc {
  /** One sentence: what the setting does. */
  readonly doc: string
  /** What a number counts, or what kind of text it is. */
  readonly unit?: string
  /** Names in the environment, strongest first; made from the path unless given. */
  readonly env?: readonly string[]
  /** What holds when it is not set, where the schema alone does not tell. */
  readonly fallback?: string
  /** Set on the `*_file` key of a secret: the roles that read it. */
  readonly secretOf?: readonly Role[]
}

/** The documentation of each setting, by its schema. */
export const fieldDocs = z.registry<FieldDoc>()

/** Gives a setting its documentation; a setting without any fails a test. */
export function field<T extends z.ZodType>(schema: T, doc: FieldDoc): T {
  // A clone: the same schema may stand for two settings, and the registry knows each once.
  const own = schema.clone()
  fieldDocs.add(own, doc)
  return own
}

/** The path of a file that holds one secret; the secret itself never stands in the YAML. */
export function secretFile(doc: FieldDoc & Required<Pick<FieldDoc, 'secretOf'>>) {
  return field(z.string().min(1).optional(), { unit: 'path', ...doc })
}

export const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000)
export const port = z.int().min(0).max(65_535)
export const host = z.string().min(1).max(255)
