import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createRedactor } from './index.ts'

const secret = 'tok-9fQ2xLm7Zr4Wb81KcVt0'
const bytes = Buffer.from(secret)
const backwards = Buffer.from([...secret].toReversed().join(''))

test.each([
  ['as it is', secret],
  ['without its last seven characters', secret.slice(0, -7)],
  ['without its first seven characters', secret.slice(7)],
  ['base64', bytes.toString('base64')],
  ['base64 behind one byte', Buffer.concat([Buffer.from('x'), bytes]).toString('base64')],
  ['base64 behind two bytes', Buffer.from(`u:${secret}`).toString('base64')],
  ['base64url', Buffer.from(`user ${secret}?>`).toString('base64url')],
  ['hexadecimal', bytes.toString('hex')],
  ['hexadecimal in capitals', bytes.toString('hex').toUpperCase()],
  ['reversed', [...secret].toReversed().join('')],
  ['spaced', [...secret].join(' ')],
  ['split over lines', secret.replaceAll(/(.{5})/g, '$1\n')],
  ['split over lines in JSON', JSON.stringify(secret.replaceAll(/(.{5})/g, '$1\r\n\t'))],
  ['in JSON in JSON', JSON.stringify(JSON.stringify(secret.replaceAll(/(.{5})/g, '$1\n')))],
  ['with dots', [...secret].join('.')],
  ['with dashes', [...secret].join('-')],
  ['with what cannot be seen', [...secret].join('\u200b')],
  ['with soft hyphens and blanks of other widths', [...secret].join('\u00ad\u2003')],
  ['joined by code', secret.replaceAll(/(.{4})/g, '$1" +\n  "')],
  ['in a column of a diff', secret.replaceAll(/(.{6})/g, '$1\n+')],
  ['in capitals', secret.toUpperCase()],
  ['with every byte in percent', bytes.toString('hex').replaceAll(/../g, '%$&')],
  ['as bytes of C', bytes.toString('hex').replaceAll(/../g, String.raw`\x$&`)],
  ['as an array of bytes', [...bytes].map((byte) => `0x${byte.toString(16)}`).join(', ')],
  ['as decimal bytes', [...bytes].join(', ')],
  ['as escapes of JSON', bytes.toString('hex').replaceAll(/../g, String.raw`\u00$&`)],
  ['as entities', bytes.toString('hex').replaceAll(/../g, '&#x$&;')],
  ['hexadecimal with colons', bytes.toString('hex').replaceAll(/..(?=.)/g, '$&:')],
  ['base64 twice', Buffer.from(bytes.toString('base64')).toString('base64')],
  ['base64 of hexadecimal', Buffer.from(bytes.toString('hex')).toString('base64')],
  ['base64 backwards', [...bytes.toString('base64')].toReversed().join('')],
  ['base32', base32(bytes)],
  ['base32 behind one byte', base32(Buffer.concat([Buffer.from('x'), bytes]))],
  ['each letter thirteen further on', 'gbx-9sD2kYz7Me4Jo81XpIg0'],
  ['with capitals for small letters', 'TOK-9Fq2XlM7zR4wB81kCvT0'],
  ['as octal escapes', [...bytes].map((byte) => `\\${byte.toString(8)}`).join('')],
  ['with some bytes in percent', 'tok%2D9fQ2x%4Cm7%5Ar4W%6281K%63Vt0'],
  ['in wide letters', [...secret].map((letter) => styled(letter, 0xfee0)).join('')],
  ['in tags that are not seen', [...secret].map((letter) => styled(letter, 0xe0000)).join('')],
  [
    'behind the times of a log',
    secret.replaceAll(/(.{6})(?=.)/g, '$1\n2026-01-01T00:00:00.0000000Z '),
  ],
  ['behind numbers of lines', secret.replaceAll(/(.{6})/g, '$1\n  12 | ')],
  ['behind numbers and tabs, as of cat -n', secret.replaceAll(/(.{6})/g, '$1\n     7\t')],
  ['behind paths, as of a search', secret.replaceAll(/(.{6})(?=.)/g, '$1\nsrc/a-b.js:12:')],
  ['backwards in hexadecimal', backwards.toString('hex')],
  ['backwards in hexadecimal in capitals', backwards.toString('hex').toUpperCase()],
  ['backwards in base64', backwards.toString('base64')],
  ['backwards in base64 behind a byte', Buffer.from(`x${backwards}`).toString('base64')],
  ['in colours', [...secret].map((letter) => `\u001b[31m${letter}\u001b[0m`).join('')],
  ['base64 in lines', bytes.toString('base64').replaceAll(/(.{6})/g, '$1\n')],
])('a secret that appears %s is removed', (_, leak) => {
  const clean = createRedactor([secret])(`before ${leak} after`)

  expect(clean).toContain('[redacted]')
  expect(longestShared(clean, leak)).toBeLessThan(10)
  expect(clean).toMatch(/^before .* after$/s)
})

test('a secret with characters that a URL must encode is found in a URL', () => {
  const clean = createRedactor(['p@ss/w%rd 1'])('https://host/?key=p%40ss%2Fw%25rd%201&x=1')

  expect(clean).toBe('https://host/?key=[redacted]&x=1')
})

test('a secret with quotes and line breaks is found in a JSON string', () => {
  const awkward = 'quo"te\\and\nbreak'

  const clean = createRedactor([awkward])(JSON.stringify({ at: awkward }))

  expect(clean).toBe('{"at":"[redacted]"}')
})

test('each line of a private key is removed, and the frame of a certificate is not', () => {
  const body = ['MIIEpAIBAAKCAQEA7bq9sLq3', 'Zk1v0u8Yw2Hn5tRr4QdX9cPz']
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${body.join('\n')}\n-----END RSA PRIVATE KEY-----`
  const redact = createRedactor([key])

  const clean = redact(`${body[1]}\n-----BEGIN CERTIFICATE-----\nAAAA`)

  expect(clean).toBe('[redacted]\n-----BEGIN CERTIFICATE-----\nAAAA')
})

test.each([
  ['a GitHub token', `ghp_${'a1B2'.repeat(9)}`],
  ['an app token', `ghs_${'a1B2'.repeat(9)}`],
  ['a fine-grained token', `github_pat_${'11AB_'.repeat(8)}`],
  ['an Anthropic key', 'sk-ant-api03-abcdefghijk'],
  ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE'],
  ['a Slack token', 'xoxb-123456789012-abcdef'],
  ['an npm token', `npm_${'a1B2'.repeat(9)}`],
  ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg==\n-----END PRIVATE KEY-----'],
])('%s is removed although nobody told us about it', (_, token) => {
  const clean = createRedactor([])(`before "${token}" after`)

  expect(clean).toBe('before "[redacted]" after')
})

test.each([
  ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
  ['AUTHORIZATION: basic dTpw', 'AUTHORIZATION: basic [redacted]'],
  ['{"authorization":"token abc"}', '{"authorization":"token [redacted]"}'],
  ['x-api-key: abc', 'x-api-key: [redacted]'],
  ['redis://worker:pa55@127.0.0.1:1/10', 'redis://worker:[redacted]@127.0.0.1:1/10'],
  ['https://x-access-token:abc@github.com/a/b', 'https://x-access-token:[redacted]@github.com/a/b'],
  [`https://${'a1B2'.repeat(10)}@github.com/a/b`, 'https://[redacted]@github.com/a/b'],
  ['PRIVATE-TOKEN: abc123def', 'PRIVATE-TOKEN: [redacted]'],
  ['Proxy-Authorization: Basic dTpw', 'Proxy-Authorization: Basic [redacted]'],
  ['Set-Cookie: session=abc; Path=/', 'Set-Cookie: session=[redacted]; Path=/'],
  ['curl -u ada:hunter2pass https://a.test', 'curl -u ada:[redacted] https://a.test'],
  ['machine a.test login ada password abc', 'machine a.test login ada password [redacted]'],
  ['DB_PASSWORD=hunter2pass', 'DB_PASSWORD=[redacted]'],
  ['"SecretAccessKey": "a1B2/c3D4"', '"SecretAccessKey": "[redacted]"'],
  ['//registry.test/:_authToken=a1b2c3d4', '//registry.test/:_authToken=[redacted]'],
  [
    'https://a.test/b?sv=2022&sig=a1B2c3D4e5F6%3D&se=1',
    'https://a.test/b?sv=2022&sig=[redacted]&se=1',
  ],
  ['SharedAccessKey=a1B2c3D4e5F6g7H8=', 'SharedAccessKey=[redacted]'],
])('the credential in %s is removed and its label stays', (text, expected) => {
  expect(createRedactor([])(text)).toBe(expected)
})

test.each([
  'an ordinary line of a log with words and 12345 numbers',
  '-----------------------------------------------',
  'sha256:6ae8a75555209fd6c44157c0aed8016e763ff435a19cf186f76863140143ff72',
  'commit 1de8f30c0ffee000000000000000000000000000 in millwright-demo',
  '2026-11-20T10:00:00Z https://github.com/acme/web/pull/1?x=1@2',
  'GITHUB_TOKEN=*** NPM_TOKEN=$NPM_TOKEN A_SECRET=<none>',
  "SyntaxError: Unexpected token ';', expected password: string",
  'npm run build -u all:true && docker run --user 1000:1000',
  'https://github.com/acme/web/blob/main/src/@types/a.ts',
  'API_KEY=os.environ["KEY1"] A_TOKEN=config.tokens[1] ACCESS_KEY=your-key-here',
])('%s stays as it is', (text) => {
  expect(createRedactor([secret, 'millwright-webhook', '-----------'.slice(0, 5)])(text)).toBe(text)
})

test('a private key is removed with the times that a log puts before its lines', () => {
  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ'
  const lines = ['-----BEGIN RSA PRIVATE KEY-----', body, '-----END RSA PRIVATE KEY-----']
  const log = lines.map((line) => `2026-01-01T00:00:00Z ${line}`).join('\n')

  expect(createRedactor([])(`${log}\nafter`)).toBe('2026-01-01T00:00:00Z [redacted]\nafter')
})

test('a secret made of words is removed as a whole and its words are left alone', () => {
  const redact = createRedactor(['millwright-webhook-secret'])

  expect(redact('millwright got millwright-webhook-secret')).toBe('millwright got [redacted]')
})

test('a secret added later is removed, and the oldest of more than 200 is forgotten', () => {
  const redact = createRedactor([secret])
  const later = Array.from({ length: 201 }, (_, at) => createHash('md5').update(`${at}`)).map(
    (hash) => hash.digest('hex'),
  )
  for (const token of later) redact.add(token)

  const clean = [secret, ...later].map(redact)

  expect(clean).toEqual(['[redacted]', later[0], ...Array(200).fill('[redacted]')])
})

test('a secret of words is found whatever stands between them, and its words are not', () => {
  const redact = createRedactor(['correct-horse-battery'])

  expect(redact('a correct\nhorse_battery b')).toBe('a [redacted] b')
  expect(redact('hex: 636f7272:6563742d:686f7273:652d6261:74746572:79')).toContain('[redacted]')
  expect(redact('a correct answer about a horse')).toBe('a correct answer about a horse')
})

test('of a secret of words, twenty letters are enough and fewer are not', () => {
  const redact = createRedactor(['correct-horse-battery-staple'])

  expect(redact('orrect-horse-battery-st')).toBe('[redacted]')
  expect(redact('correct horse batter')).toBe('correct horse batter')
})

// Whatever is not linear in these does not end before the test is given up.
test.each([
  ['words', 'the quick brown fox 42 jumps over '],
  ['one letter', 'a'],
  ['digits', '1234567890'],
  ['headers of tokens', 'eyJ'],
  ['beginnings of keys', '-----BEGIN PRIVATE KEY-----'],
  ['beginnings of URLs', 'a://b:'],
  ['beginnings of JSON Web Tokens', 'eyJaaaaaaaa.'],
  ['beginnings of other tokens', '12345678:AASG.aaaaaaaaaaaaaaaaaaaa.'],
  ['white space', ' \n'],
  ['percents', '%4'],
  ['numbers of lines', '1\n 12 | \n'],
  ['numbers and tabs', '1\t\n'],
  ['paths', 'a/b.c-1:1'],
  ['lines of paths', `${'a'.repeat(201)}:1:\n`],
  ['orders to a terminal', '\u001b['],
  ['keys without an end', '-----BEGIN PRIVATE KEY-----\n2026-01-01T00:00:00Z a\n'],
  ['settings', 'A_TOKEN='],
])('two million characters of %s are read in one go', (_, piece) => {
  const text = piece.repeat(Math.ceil(2_000_000 / piece.length))
  const redact = createRedactor([secret, 'another-7Lp2Qx9Vb', 'a-secret-made-of-words'])

  expect(redact(`${text} ${secret}`).slice(-10)).toBe('[redacted]')
})

function styled(letter: string, by: number): string {
  return String.fromCodePoint(letter.charCodeAt(0) + by)
}

/** As the program of that name writes it. */
function base32(given: Buffer): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...given].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const padded = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0')
  return padded.replaceAll(/.{5}/g, (five) => alphabet[Number.parseInt(five, 2)] ?? '')
}

function longestShared(text: string, leak: string): number {
  const bare = leak.replaceAll(/\s/g, '')
  const inText = text.replaceAll(/\s/g, '')
  for (let length = bare.length; length > 0; length -= 1) {
    for (let at = 0; at + length <= bare.length; at += 1) {
      if (inText.includes(bare.slice(at, at + length))) return length
    }
  }
  return 0
}
