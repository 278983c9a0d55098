import { listWorkers } from '@millwright/report'
import { waitFor } from '@millwright/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { edit, finish } from './script.fixture.ts'

let mill: Mill
let redSha = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', { value: '1\n', 'test.sh': 'grep -q 22 value\n' })
})
afterEach(() => mill.closeWorkers())
afterAll(() => mill.close())

const providerIs = (state: string) =>
  waitFor(async () => (await listWorkers(mill.redis)).find((w) => w.provider?.state === state), {
    what: `a worker whose provider is ${state}`,
  })

test('while the provider is away nothing is claimed, and work goes on when it is back', async () => {
  await mill.startWorker({ pace: { outageMsMax: 0, handBackMs: 100, coolMs: 4_000 } })
  mill.model.plays([edit('value', '1', '22')], [finish()])
  mill.model.faults.next(529, 3)
  const [first, second] = [redTask(redSha), redTask(redSha)]
  await mill.queues.tasks.add(first)
  const away = await providerIs('away')

  await mill.queues.tasks.add(second)
  const begun = await mill.progressed(second.task_id, /workspace/)
  const result = resultOf(await mill.ended(first.task_id))

  expect(away.provider).toMatchObject({ code: 'MW_MODEL_OVERLOADED', failures: { overloaded: 1 } })
  expect(begun.at >= (away.provider?.next_try_at ?? '~')).toBe(true)
  expect(result.outcome).toBe('fixed')
  const reports = await mill.reports(first.task_id)
  expect(JSON.stringify(reports)).toMatch(/given back: MW_MODEL_OVERLOADED/)
  expect((await providerIs('ok')).provider?.next_try_at).toBeNull()
})

test('a key that has expired fails no task: it waits for a worker with a valid one', async () => {
  const model = { ...mill.config.model, api_key: 'sk-ant-revoked' }
  await mill.startWorker({ config: { ...mill.config, model }, pace: { handBackMs: 100 } })
  mill.model.plays([edit('value', '1', '22')], [finish()])
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /given back: MW_MODEL_AUTH/)
  const away = await providerIs('away')
  await mill.closeWorkers()

  await mill.startWorker()

  expect(away.provider).toMatchObject({ code: 'MW_MODEL_AUTH', failures: { auth: 1 } })
  expect(resultOf(await mill.ended(task.task_id)).outcome).toBe('fixed')
})
