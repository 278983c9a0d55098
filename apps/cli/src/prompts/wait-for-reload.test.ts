import { expect, test } from 'vitest'
import { LOOKS_MAX, waitForReload } from './wait-for-reload.ts'

test('a lead that is away is not waited for without end', async () => {
  let looks = 0
  const look = async () => {
    looks += 1
    return { reloaded_at: 'before' }
  }

  await expect(waitForReload(look, 'before', 0)).rejects.toThrow('did not read the prompts in time')
  expect(looks).toBe(LOOKS_MAX)
})
