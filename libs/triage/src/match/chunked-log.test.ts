import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'

const log = [
  'the till was looked at \u2716',
  'the cart was looked at',
  "src/page.ts(3,7): error TS2304: Cannot find name 'pirce'.",
  'the page was looked at',
].join('\n')

/** The log as a socket may hand it on: each chunk in the same memory. */
async function* inChunks(bytes: Buffer, size: number) {
  const memory = Buffer.alloc(size)
  for (let at = 0; at < bytes.length; at += size) {
    yield memory.subarray(0, bytes.copy(memory, 0, at, at + size))
  }
}

test('a log comes out the same however it is cut into chunks', async () => {
  const rules = await builtinRules()
  const whole = await diagnose(log, {}, rules)
  const bytes = Buffer.from(log)

  for (let size = 1; size <= 80; size += 3) {
    expect(await diagnose(inChunks(bytes, size), {}, rules), `${size}`).toEqual(whole)
  }
})
