import { expect, test } from 'vitest'
import { waitFor } from './wait-for.ts'

test('the first answer that is there is given back', async () => {
  const answers = [null, undefined, false, 0]

  const answer = await waitFor(() => answers.shift(), { what: 'an answer', everyMs: 1 })

  expect(answer).toBe(0)
})

test('the error names what was awaited', async () => {
  const waiting = waitFor(() => null, { what: 'the moon', timeoutMs: 5, everyMs: 1 })

  await expect(waiting).rejects.toThrow('waited 5 ms in vain for the moon; last seen: null')
})

test('a check that throws ends the wait', async () => {
  const waiting = waitFor(() => Promise.reject(new Error('broken')), { what: 'a result' })

  await expect(waiting).rejects.toThrow('broken')
})
