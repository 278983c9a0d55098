/**
 * How long a server asks us to wait, in milliseconds; null when it does not say.
 * `retry-after-ms` is Anthropic's, `retry-after` is RFC 9110 §10.2.3 (seconds or a date).
 */
export function retryAfterMs(headers: Headers): number | null {
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (ms >= 0) return ms
  const value = headers.get('retry-after') ?? ''
  const seconds = Number(value)
  if (value !== '' && seconds >= 0) return seconds * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now())
}
