import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { waitFor } from '@millwright/testing'
import { expect, test } from 'vitest'
import { bash, finish, type Step, work, workspace } from './agent.fixture.ts'

/** A promise, and what settles it. */
function gate() {
  let open = () => {}
  let fail: (error: Error) => void = () => {}
  const done = new Promise<void>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  return { done, open, fail }
}

test('what the tools did is kept while the model is asked, and no further tool runs before', async () => {
  const { dir, jail } = await workspace()
  const round = gate()
  const order: string[] = []
  const steps: Step[] = [
    { content: [bash('echo first >> log')] },
    async () => {
      order.push('asked', await readFile(join(dir, 'log'), 'utf8'))
      // Nothing else lets the save go on: were it awaited first, nothing would be asked.
      setTimeout(round.open, 100)
      const content = [bash('echo second >> log'), finish()]
      return { content, stopReason: 'tool_use', usage: { ...free, turns: 1 } }
    },
  ]
  const save = async ({ pending }: { pending: unknown }) => {
    order.push(pending === null ? 'round' : 'paid')
    if (pending !== null) return
    await round.done
    order.push('kept', await readFile(join(dir, 'log'), 'utf8'))
  }

  const { outcome } = await work(steps, { jail, save })

  expect(outcome.end).toBe('finished')
  expect(order).toEqual(['paid', 'round', 'asked', 'first\n', 'kept', 'first\n', 'paid'])
})

test('when the work cannot be kept the question is taken back, and that is what is told', async () => {
  const lost = new Error('no longer ours')
  const round = gate()
  let isTakenBack = false
  const steps: Step[] = [
    { content: [bash('true')] },
    (request) =>
      new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => {
          isTakenBack = true
          reject(request.signal.reason)
        })
        round.fail(lost)
      }),
  ]
  const save = async ({ pending }: { pending: unknown }) => {
    if (pending === null) await round.done
  }

  await expect(work(steps, { save })).rejects.toBe(lost)
  expect(isTakenBack).toBe(true)
})

test('the tools of a paid answer run while it is saved, and nothing comes of them before', async () => {
  const { dir, jail } = await workspace()
  const order: string[] = []
  const save = async ({ pending }: { pending: unknown }) => {
    if (pending === null) return
    // The save ends because the tool has run: were the tool to wait for it, neither would end.
    await waitFor(() => existsSync(join(dir, 'ran')), { what: 'the tool' })
    order.push('kept')
  }
  const verify = async () => {
    order.push('verified')
    return null
  }

  const { outcome } = await work([{ content: [bash('touch ran'), finish()] }], {
    ...{ jail, save, verify },
  })

  expect(outcome.end).toBe('finished')
  expect(order).toEqual(['kept', 'verified'])
})

test('when a paid answer cannot be kept its tools are stopped, and nothing more is asked', async () => {
  const { dir, jail } = await workspace()
  const lost = new Error('no longer ours')
  const save = async () => {
    await waitFor(() => existsSync(join(dir, 'began')), { what: 'the tool' })
    throw lost
  }
  const steps: Step[] = [{ content: [bash('touch began; sleep 300')] }]

  await expect(work(steps, { jail, save })).rejects.toBe(lost)
})

test('a loop that is stopped before a question still keeps what its tools did', async () => {
  const control = new AbortController()
  const kept: string[] = []
  const save = async ({ pending }: { pending: unknown }) => {
    kept.push(pending === null ? 'round' : 'paid')
  }
  let looks = 0
  const mayAsk = async () => {
    looks += 1
    if (looks === 2) control.abort()
  }

  const { outcome, asked } = await work([{ content: [bash('true')] }], {
    save,
    mayAsk,
    signal: control.signal,
  })

  expect(outcome.end).toBe('cancelled')
  expect(asked).toHaveLength(1)
  expect(kept).toEqual(['paid', 'round'])
})

const free = {
  ...{ input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0 },
  usd: 0,
}
