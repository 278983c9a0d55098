import { expect, test } from 'vitest'
import { LINE_BYTES_MAX } from '../limits.ts'
import { LineSplitter } from './split-lines.ts'

function split(...chunks: (string | Buffer)[]) {
  const lines: { number: number; text: string; isCut: boolean }[] = []
  const splitter = new LineSplitter(({ number, bytes, start, end, isCut }) => {
    lines.push({ number, text: Buffer.from(bytes).toString('utf8', start, end), isCut })
  })
  for (const chunk of chunks) splitter.push(Buffer.from(chunk))
  splitter.end()
  return lines
}

test('lines are counted at LF alone, wherever the chunks are cut', () => {
  const lines = split('a\rb', '\r\nc\u2028d\n', '\n', 'e')

  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [1, 'a\rb\r'],
    [2, 'c\u2028d'],
    [3, ''],
    [4, 'e'],
  ])
})

test('a line over the limit is cut and marked, and the next line keeps its number', () => {
  const [long, next] = split('x'.repeat(LINE_BYTES_MAX), 'y'.repeat(10), '\nz\n')

  expect(long).toEqual({ number: 1, text: 'x'.repeat(LINE_BYTES_MAX), isCut: true })
  expect(next).toEqual({ number: 2, text: 'z', isCut: false })
})

test('a line of exactly the limit is not cut', () => {
  const [line] = split('x'.repeat(LINE_BYTES_MAX))

  expect(line?.isCut).toBe(false)
})

test('a character cut by a chunk is whole again', () => {
  const bytes = Buffer.from('größe\n')

  const [line] = split(bytes.subarray(0, 3), bytes.subarray(3))

  expect(line?.text).toBe('größe')
})

test('bytes that are not UTF-8 become replacement characters', () => {
  const [line] = split(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0x0a]))

  expect(line?.text).toBe('a\uFFFD\uFFFD(')
})

test('a UTF-16 log reads as its text, with and without a byte-order mark', () => {
  const little = Buffer.from('\uFEFFerror TS1 größe ✖\nnext line\n', 'utf16le')
  const big = Buffer.from(little).swap16()

  for (const log of [little, big, little.subarray(2), big.subarray(2)]) {
    const texts = split(log.subarray(0, 7), log.subarray(7)).map(({ text }) => text)

    expect(texts.map((text) => text.replace('\uFEFF', ''))).toEqual([
      'error TS1 größe ✖',
      'next line',
    ])
  }
})

test('lines of UTF-16 are numbered by the LF bytes of the file, in whatever character', () => {
  const log = Buffer.from('\uFEFFa\u010Ab\u0A05\nc\n', 'utf16le')
  const before = [...log.subarray(0, log.indexOf('c'))].filter((byte) => byte === 0x0a)

  const [first, second] = split(log)

  expect([first?.number, second?.number]).toEqual([1, before.length + 1])
})

test('a long line of UTF-16 is cut and marked', () => {
  const [long, next] = split(Buffer.from(`\uFEFF${'é'.repeat(5000)}\nz\n`, 'utf16le'))

  expect(long).toMatchObject({ number: 1, isCut: true })
  expect(next).toEqual({ number: 2, text: 'z', isCut: false })
})
