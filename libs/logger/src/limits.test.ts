import { expect, test } from 'vitest'
import { createLogger, createRedactor } from './index.ts'

test('of a message that is too long for a line, 8,000 characters are kept', () => {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  const log = createLogger({ name: 'lead', level: 'info', redact: (line) => line, destination })

  log.info('x'.repeat(64_001))

  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'x'.repeat(8_000), cut: true })
})

test('a secret of more than 20,000 characters is known by its beginning', () => {
  const secret = Array.from({ length: 4_000 }, (_, n) => `aB${n % 10}xY-`).join('')
  const redact = createRedactor([`${secret.slice(0, 20_000)}Tail1Tail2Tail3`])

  expect(redact(secret.slice(0, 20_000))).toBe('[redacted]')
  expect(redact('Tail1Tail2Tail3')).toBe('Tail1Tail2Tail3')
})

test('the end of a private key is looked for in the next 20,000 characters', () => {
  const line = '2026-01-01T00:00:00Z AAAA\n'
  const keyOf = (lines: number) =>
    `-----BEGIN PRIVATE KEY-----\n${line.repeat(lines)}-----END PRIVATE KEY-----`
  const redact = createRedactor([])

  expect(redact(keyOf(700))).toBe('[redacted]')
  expect(redact(keyOf(800))).toContain('AAAA')
})
