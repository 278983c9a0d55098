import { expect, test } from 'vitest'
import { createTurns } from './in-turn.ts'

test('work under one key runs one after another, in the order it came', async () => {
  const inTurn = createTurns()
  const steps: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })

  const first = inTurn('acme/web#1', async () => {
    steps.push('first begins')
    await held
    steps.push('first ends')
  })
  const second = inTurn('acme/web#1', async () => steps.push('second'))
  await inTurn('acme/web#2', async () => steps.push('another key'))
  release()
  await Promise.all([first, second])

  expect(steps).toEqual(['first begins', 'another key', 'first ends', 'second'])
})

test('work that fails does not hold up what comes after it', async () => {
  const inTurn = createTurns()

  const failed = inTurn('key', () => Promise.reject(new Error('no')))
  const next = inTurn('key', async () => 'done')

  await expect(failed).rejects.toThrow('no')
  await expect(next).resolves.toBe('done')
})
