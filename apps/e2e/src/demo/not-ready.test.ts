import { temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { processesBelow } from '../faults/processes-below.ts'
import { NotReadyError } from './not-ready-error.ts'
import { startWorld } from './world.ts'

const WAIT_MS = 60_000

test('a service that does not get ready shows the end of its log and leaves nothing running', {
  timeout: WAIT_MS,
}, async () => {
  const dir = await temporaryDirectory()
  const settings = { concurency: 3 }

  const start = startWorld({ stories: [], dir, workers: 1, settings, readyMs: 3_000 })

  const error: unknown = await start.catch((thrown) => thrown)
  expect(error).toBeInstanceOf(NotReadyError)
  expect(error).toMatchObject({ message: expect.stringMatching(/^the service was not ready/) })
  expect(error).toMatchObject({
    message: expect.stringMatching(/service\.log:\n[\s\S]*concurency/),
  })
  await nothingBelow(dir)
})

test('who does not want to wait any longer is not kept waiting', { timeout: WAIT_MS }, async () => {
  const dir = await temporaryDirectory()
  const why = new Error('enough')

  const start = startWorld({ stories: [], dir, workers: 1, signal: AbortSignal.abort(why) })

  await expect(start).rejects.toBe(why)
  await nothingBelow(dir)
})

async function nothingBelow(dir: string): Promise<void> {
  const isQuiet = async () => (await processesBelow(dir)).length === 0
  await waitFor(isQuiet, { what: 'the last process to end' })
}
