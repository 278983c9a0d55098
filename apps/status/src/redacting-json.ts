import type { Redactor } from '@millwright/logger'

/** JSON in which every text, names of fields aside, has passed the redactor. */
export function redactingJson(redact: Redactor) {
  const replacer = (_key: string, value: unknown) =>
    typeof value === 'string' ? redact(value) : value
  return { replacer, stringify: (value: unknown) => JSON.stringify(value, replacer) }
}
