import { expect, test } from 'vitest'
import { LINE_BYTES_MAX } from './limits.ts'
import { LineSplitter } from './split-lines.ts'

function split(...chunks: (string | Buffer)[]) {
  const splitter = new LineSplitter()
  const lines = chunks.flatMap((chunk) => [...splitter.push(Buffer.from(chunk))])
  return [...lines, ...splitter.end()]
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

test('a UTF-16 log reads as its text', () => {
  const [first, second] = split(Buffer.from('\uFEFFerror TS1\nnext\n', 'utf16le'))

  expect([first?.text, second?.text]).toEqual(['error TS1', 'next'])
})
