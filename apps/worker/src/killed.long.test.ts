import { once } from 'node:events'
import { createReporter, requestCancel } from '@millwright/report'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redResult, redTask, resultOf } from './red-task.fixture.ts'
import { bash, edit, finish } from './script.fixture.ts'
import { checkpointFor, withResult } from './worker-checkpoint.ts'

let mill: Mill
let redSha = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', {
    value: '1\n',
    'test/expected': '22\n',
    'test.sh': 'cmp value test/expected\n',
  })
})
afterEach(() => mill.closeWorkers())
afterAll(() => mill.close())

test('killed at any step, the next worker goes on, and no turn is paid twice', async () => {
  mill.model.plays([bash('sleep 1')], [edit('value', '1', '22'), bash('sleep 1')], [finish()])
  const slow = 'sleep 1; sh test.sh'
  const task = redTask(redSha, { validation: [slow] }, { replay: slow })
  const steps = [
    /workspace: /,
    /reproduce: running/,
    /bash sleep/,
    /edit value/,
    /validate: running/,
    /report: /,
  ]
  await mill.queues.tasks.add(task)

  for (const step of steps) {
    const said = await mill.reports(task.task_id)
    const child = mill.startProcess()
    await mill.progressed(task.task_id, step, said.length)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const last = mill.startProcess()
  const result = resultOf(await mill.ended(task.task_id))
  last.disconnect()
  const [exitCode] = await once(last, 'exit')

  expect(result).toMatchObject({ outcome: 'fixed', usage: { turns: 3 } })
  expect(result.patch).toMatch(/^-1\n\+22$/m)
  expect(mill.model.asked()).toEqual([0, 1, 2])
  expect(exitCode).toBe(0)
}, 120_000)

test('a worker that was asleep while another took over says nothing more', async () => {
  mill.model.plays([bash('sleep 1')], [edit('value', '1', '22')], [finish()])
  const task = redTask(redSha)
  const zombie = mill.startProcess()
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /bash sleep/)
  zombie.kill('SIGSTOP')

  await mill.startWorker()
  const result = resultOf(await mill.ended(task.task_id))
  const before = await mill.reports(task.task_id)
  zombie.kill('SIGCONT')
  zombie.kill('SIGTERM')
  await once(zombie, 'exit')

  expect(result.outcome).toBe('fixed')
  expect(await mill.reports(task.task_id)).toEqual(before)
  expect(mill.model.asked()).toEqual([0, 1, 2])
})

test('an attempt that died with its result in hand is only reported', async () => {
  const task = redTask(redSha)
  const reporter = createReporter({ redis: mill.redis, worker: 'dead' })
  const result = redResult()
  const checkpoint = { ...checkpointFor(task, null), result }
  await reporter.saveCheckpoint(task.task_id, await reporter.claim(task.task_id), checkpoint)
  await mill.startWorker()
  await mill.queues.tasks.add(task)

  expect(resultOf(await mill.ended(task.task_id))).toEqual(result)
  const steps = (await mill.reports(task.task_id)).map(({ body }) => body.kind)
  expect(steps).toEqual(['claimed', 'progress', 'completed'])
})

test('cancelled with its result in hand, what was paid is still told', async () => {
  const task = redTask(redSha)
  const reporter = createReporter({ redis: mill.redis, worker: 'dead' })
  const done = redResult()
  const result = { ...done, usage: { ...done.usage, turns: 7 } }
  const checkpoint = { ...checkpointFor(task, null), ...withResult(result) }
  await reporter.saveCheckpoint(task.task_id, await reporter.claim(task.task_id), checkpoint)
  const cancel = { kind: 'cancel', task_id: task.task_id, outcome: 'cancelled' } as const
  await requestCancel(mill, { ...cancel, reason: 'no longer wanted' })
  await mill.startWorker()
  await mill.queues.tasks.add(task)

  const end = resultOf(await mill.ended(task.task_id))

  expect(end).toMatchObject({ outcome: 'cancelled', patch: '', usage: { turns: 7 } })
  expect(end.proof.before).toEqual(result.proof.before)
})

test('a retry asked for by people begins anew', async () => {
  const task = redTask(redSha, {}, { replay: 'true' })
  const reporter = createReporter({ redis: mill.redis, worker: 'before' })
  const checkpoint = { ...checkpointFor(task, null), result: redResult() }
  await reporter.saveCheckpoint(task.task_id, await reporter.claim(task.task_id), checkpoint)
  await mill.startWorker()
  await mill.queues.tasks.add({ ...task, retry_count: 1 })

  expect(resultOf(await mill.ended(task.task_id)).outcome).toBe('not_reproduced')
})

test('a worker process that is asked to end does so within its grace', async () => {
  const child = mill.startProcess()
  mill.model.plays([bash("trap '' TERM; sleep 300")])
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /agent: bash/)

  child.kill('SIGTERM')
  const [exitCode] = await once(child, 'exit')

  expect(exitCode).toBe(0)
  expect(await mill.queues.cancelWaiting(task.task_id)).toBe(true)
})
