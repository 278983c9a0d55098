import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeTurn } from './take-turn.mjs'
import { startProcess } from './tiny-checkout.ts'

const signal = new AbortController().signal
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millwright-turn-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

test('the second waits until the first has given its turn up', async () => {
  const order: string[] = []
  const release = await takeTurn(root, { work: 'test', waitMs: 10_000, signal })

  const second = takeTurn(root, { work: 'test', waitMs: 10_000, signal }).then((done) => {
    order.push('second')
    done()
  })
  await takeTurn(root, { work: 'other', waitMs: 10_000, signal }).then((done) => done())
  order.push('first')
  release()
  await second

  expect(order).toEqual(['first', 'second'])
})

test('the turn of a process that is killed is free at once', async () => {
  const { child, ended } = startProcess(
    [
      '--input-type=module',
      '-e',
      `import { takeTurn } from '${import.meta.dirname}/take-turn.mjs'
       const signal = new AbortController().signal
       await takeTurn('${root}', { work: 'test', waitMs: 1000, signal })
       process.stdout.write('held')`,
    ],
    root,
    {},
  )
  await once(child.stdout, 'data')
  const waiting = takeTurn(root, { work: 'test', waitMs: 10_000, signal })

  child.kill('SIGKILL')
  const release = await waiting
  release()

  expect((await ended).signal).toBe('SIGKILL')
})

test('waiting ends with an error that says what to do', async () => {
  const release = await takeTurn(root, { work: 'test', waitMs: 1000, signal })

  const second = takeTurn(root, { work: 'test', waitMs: 50, signal })

  await expect(second).rejects.toMatchObject({ code: 'MW_SETUP', fix: expect.any(String) })
  release()
})
