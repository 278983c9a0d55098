import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { verifySignature } from './verify-signature.ts'

// GitHub's own example: docs.github.com, "Validating webhook deliveries".
const secret = "It's a Secret to Everybody"
const body = Buffer.from('Hello, World!')
const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'

function check(isGenuine: boolean, change: Partial<Parameters<typeof verifySignature>[0]>) {
  expect(verifySignature({ secrets: [secret], body, signature, ...change })).toBe(isGenuine)
}

test("GitHub's own example is genuine", () => check(true, {}))

test('the secret that was changed a moment ago still counts', () =>
  check(true, { secrets: ['the new secret', secret] }))

test.each([
  ['another secret', { secrets: ['x'] }],
  ['no secret at all', { secrets: [] }],
  ['another body', { body: Buffer.from('Hello, World?') }],
  ['no signature', { signature: undefined }],
  ['an empty signature', { signature: 'sha256=' }],
  ['half a signature', { signature: signature.slice(0, 40) }],
  ['the older algorithm', { signature: signature.replace('sha256', 'sha1') }],
])('%s is refused', (_what, change) => check(false, change))

test('an empty secret makes nothing genuine', () => {
  const forged = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`

  check(false, { secrets: [''], signature: forged })
})

test('bytes that are no text are compared as they are', () => {
  const bytes = Buffer.from([0xff, 0xfe])
  const genuine = `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`

  check(true, { body: bytes, signature: genuine })
  check(false, { body: Buffer.from([0xff, 0xfd]), signature: genuine })
})
