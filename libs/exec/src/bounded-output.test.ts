import { expect, test } from 'vitest'
import { BoundedOutput } from './bounded-output.ts'

function check(bytesMax: number, pieces: readonly string[], expected: string): void {
  const output = new BoundedOutput(bytesMax)

  for (const piece of pieces) output.push(Buffer.from(piece))

  expect(output.toString()).toBe(expected)
}

test('output within the limit is kept whole, in however many pieces it arrives', () => {
  check(10, [], '')
  check(10, ['0123456789'], '0123456789')
  check(10, ['0', '1234567', '89'], '0123456789')
  check(11, [...'0123456789a'], '0123456789a')
})

test('over the limit the first and the last half stay, and the gap is named', () => {
  check(10, ['0123456789a'], '01234\n[1 bytes of output left out]\n6789a')
  check(10, [...'0123456789abcdef'], '01234\n[6 bytes of output left out]\nbcdef')
  check(4, ['01', '23456789', 'ab', 'c'], '01\n[9 bytes of output left out]\nbc')
  check(10, ['0123', 'x'.repeat(1000), 'END..'], '0123x\n[999 bytes of output left out]\nEND..')
})

test('a limit of nothing keeps nothing, and of one byte the first', () => {
  check(0, ['abc'], '\n[3 bytes of output left out]\n')
  check(1, ['abc'], 'a\n[2 bytes of output left out]\n')
})

test('a cut leaves no half character behind', () => {
  const text = 'aé€😀'.repeat(50)

  for (let bytesMax = 8; bytesMax < 40; bytesMax += 1) {
    const output = new BoundedOutput(bytesMax)
    output.push(Buffer.from(text))

    expect(output.toString()).not.toContain('\uFFFD')
  }
})

test('bytes that are no UTF-8 are shown as such, not as an error', () => {
  const output = new BoundedOutput(4)

  output.push(Buffer.from([0xff, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0xff]))

  expect(output.toString()).toContain('4 bytes of output left out')
})
