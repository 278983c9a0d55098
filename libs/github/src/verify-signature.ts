import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * True when `signature` (the `X-Hub-Signature-256` header) was made over exactly these bytes with
 * one of the secrets; several are accepted so that a secret can be changed without losing an event.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 *
 * Octokit's own verifier takes text only, and decoding would let different bytes pass as equal.
 */
export function verifySignature(delivery: {
  secrets: readonly string[]
  body: Buffer | string
  signature: string | undefined
}): boolean {
  const match = /^sha256=([0-9a-f]{64})$/i.exec(delivery.signature ?? '')
  const given = Buffer.from(match?.[1] ?? '', 'hex')
  for (const secret of delivery.secrets) {
    // An empty secret would make every forgery genuine.
    if (secret === '') continue
    const expected = createHmac('sha256', secret).update(delivery.body).digest()
    if (given.length === expected.length && timingSafeEqual(given, expected)) return true
  }
  return false
}
