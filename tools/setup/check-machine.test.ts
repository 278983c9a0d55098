import { expect, test } from 'vitest'
import { checkMachine } from './check-machine.mjs'
import { isAtLeast } from './version.mjs'

const signal = new AbortController().signal

test.each([
  ['20.20.0', [20, 20], true],
  ['20.19.5', [20, 20], false],
  ['24.0.1', [20, 20], true],
  ['2.31', [2, 31], true],
  ['2.9.5', [2, 31], false],
  ['7', [6, 2], true],
])('%s against %j: %s', (version, oldest, expected) => {
  expect(isAtLeast(version, oldest)).toBe(expected)
})

test('this machine passes', async () => {
  await expect(checkMachine(signal)).resolves.toBeUndefined()
})

test('an older Node.js is refused with where to get a newer one', async () => {
  const check = checkMachine(signal, { nodeVersion: '18.20.8' })

  await expect(check).rejects.toMatchObject({
    message: expect.stringContaining('18.20.8'),
    fix: expect.stringContaining('https://nodejs.org'),
  })
})

test('another kernel is refused', async () => {
  const check = checkMachine(signal, { platform: 'darwin' })

  await expect(check).rejects.toMatchObject({ message: expect.stringContaining('darwin') })
})
