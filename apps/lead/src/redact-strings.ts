import type { Redactor } from '@millwright/logger'

/**
 * The same value with secrets removed from every string in it, however deep. A string never grows,
 * so that what fitted its schema still does. For plain JSON values only.
 */
export function redactStrings<T>(value: T, redact: Redactor): T {
  // The shape is kept, only strings are replaced by strings.
  return replaced(value, redact) as T
}

function replaced(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redact(value).slice(0, value.length)
  if (Array.isArray(value)) return value.map((item) => replaced(item, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, replaced(v, redact)]))
}
