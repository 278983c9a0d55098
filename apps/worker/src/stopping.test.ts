import { randomUUID } from 'node:crypto'
import { channels, sharedKeys } from '@millwright/protocol'
import { createReporter, requestCancel } from '@millwright/report'
import { processesNaming, waitFor } from '@millwright/testing'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { OUTAGES_MAX } from './end-attempt.ts'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { bash, edit, finish } from './script.fixture.ts'
import { checkpointFor } from './worker-checkpoint.ts'

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

const cancelled = (taskId: string) => ({
  kind: 'cancel' as const,
  task_id: taskId,
  outcome: 'superseded' as const,
  reason: 'a newer commit',
})

/** A script whose first turn runs until a file appears, if ever. */
const slowFix = (command: string) =>
  [[bash(command)], [edit('value', '1', '22')], [finish()]] as const

/** How the queue says that a task has ended; one that was replaced reports nothing. */
const endInQueue = (taskId: string) =>
  waitFor(async () => (await mill.queues.finishedTasks(100)).find((t) => t.taskId === taskId), {
    what: `the end of ${taskId} in the queue`,
  })

test('cancelling in the middle of a command ends it, even one that ignores signals', async () => {
  await mill.startWorker()
  mill.model.plays([bash("trap '' TERM INT; while :; do sleep 1; done")])
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /agent: bash trap/)

  await requestCancel(mill, cancelled(task.task_id))

  const result = resultOf(await mill.ended(task.task_id))
  expect(result).toMatchObject({ outcome: 'superseded', summary: 'a newer commit', patch: '' })
})

test('after a cancellation nothing is asked of the model and no process lives on', async () => {
  await mill.startWorker()
  const word = randomUUID()
  const loop = `while :; do sleep 1; done; : ${word}`
  mill.model.plays([bash(`trap '' TERM INT; setsid sh -c '${loop}' & ${loop}`)], [finish()])
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await waitFor(async () => processesNaming(word).length > 0, { what: 'the command' })

  await requestCancel(mill, cancelled(task.task_id))
  await mill.ended(task.task_id)
  const left = processesNaming(word)
  await mill.closeWorkers()

  expect(left).toEqual([])
  expect(mill.model.heard()).toHaveLength(1)
})

test('a cancellation whose doorbell was lost is found all the same', async () => {
  await mill.startWorker()
  mill.model.plays(...slowFix('sleep 60'))
  const [before, during] = [redTask(redSha), redTask(redSha)]
  const flag = (id: string) => mill.redis.set(sharedKeys.cancel(id), JSON.stringify(cancelled(id)))
  await flag(before.task_id)
  await mill.queues.tasks.add(before)
  await mill.queues.tasks.add(during)
  await mill.progressed(during.task_id, /agent: bash/)
  await flag(during.task_id)

  expect(resultOf(await mill.ended(before.task_id)).outcome).toBe('superseded')
  expect(resultOf(await mill.ended(during.task_id)).outcome).toBe('superseded')
})

test('a cancellation that is only published stops nothing: workers may publish, too', async () => {
  await mill.startWorker()
  mill.model.plays(...slowFix('sleep 1'))
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /agent: bash/)

  await mill.redis.publish(channels.control, JSON.stringify(cancelled(task.task_id)))

  expect(resultOf(await mill.ended(task.task_id)).outcome).toBe('fixed')
})

test('a worker that closes gives its task back, and the next one pays for no turn again', async () => {
  const first = await mill.startWorker()
  mill.model.plays(...slowFix('test -e /tmp/never || sleep 2'))
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /agent: bash/)
  await first.close()
  const handedBack = await mill.reports(task.task_id)
  await mill.startWorker()

  const result = resultOf(await mill.ended(task.task_id))

  expect(handedBack.at(-1)?.body).toMatchObject({ kind: 'progress' })
  expect(result.outcome).toBe('fixed')
  expect(mill.model.asked()).toEqual([0, 1, 2])
})

test('an attempt that was replaced says nothing more', async () => {
  await mill.startWorker()
  mill.model.plays(...slowFix('sleep 1'))
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /agent: bash/)

  await createReporter({ redis: mill.redis, worker: 'other' }).claim(task.task_id)

  const failed = await endInQueue(task.task_id)
  expect(failed.failedReason).toMatch(/later attempt/)
  const reports = await mill.reports(task.task_id)
  expect(reports.at(-1)?.body).toMatchObject({ kind: 'progress', text: 'bash sleep 1' })
  expect(mill.model.asked()).toEqual([0])
})

test('an attempt that was replaced ends its command, whoever else fails to tell it', async () => {
  await mill.startWorker()
  const word = randomUUID()
  mill.model.plays([bash(`trap '' TERM; while :; do sleep 1; done; : ${word}`)])
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await waitFor(async () => processesNaming(word).length > 0, { what: 'the command' })

  await createReporter({ redis: mill.redis, worker: 'other' }).claim(task.task_id)

  const failed = await endInQueue(task.task_id)
  expect(failed.failedReason).toMatch(/later attempt/)
  expect(processesNaming(word)).toEqual([])
  expect(mill.model.asked()).toEqual([0])
})

test('an outage of the provider gives the task back and burns no attempt', async () => {
  const pace = { outageMsMax: 0, handBackMs: 100, coolMs: 100 }
  await mill.startWorker({ pace })
  mill.model.plays(...slowFix('true'))
  mill.model.faults.next(529, 3)
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)

  const result = resultOf(await mill.ended(task.task_id))
  const reports = await mill.reports(task.task_id)

  expect(result.outcome).toBe('fixed')
  expect(JSON.stringify(reports)).toMatch(/given back: MW_MODEL_OVERLOADED/)
  expect(reports.at(-1)?.epoch).toBeGreaterThan(1)
  expect(mill.model.asked()).toEqual([0, 1, 2])
})

test('an outage without end is reported at last', async () => {
  const task = redTask(redSha)
  const reporter = createReporter({ redis: mill.redis, worker: 'before' })
  const checkpoint = { ...checkpointFor(task, null), outages: OUTAGES_MAX }
  await reporter.saveCheckpoint(task.task_id, await reporter.claim(task.task_id), checkpoint)
  mill.model.plays(...slowFix('true'))
  mill.model.faults.next(529, 3)
  await mill.startWorker({ pace: { outageMsMax: 0 } })
  await mill.queues.tasks.add(task)

  expect(await mill.ended(task.task_id)).toMatchObject({ kind: 'failed', code: 'MW_MODEL_OUTAGE' })
})

test('what may pass by itself is left to the queue to try again', async () => {
  const github = { ...mill.config.github, git_url: 'http://127.0.0.1:9' }
  await mill.startWorker({ config: { ...mill.config, github } })
  const task = redTask(redSha.replace(/./, (digit) => (digit === 'f' ? '0' : 'f')))
  await mill.queues.tasks.add(task)

  await mill.progressed(task.task_id, /will be tried again: MW_GIT/)

  expect((await mill.reports(task.task_id)).map(({ body }) => body.kind)).not.toContain('failed')
  expect(await mill.queues.cancelWaiting(task.task_id)).toBe(true)
})

test('Redis may go away in the middle of a task', async () => {
  await mill.startWorker()
  mill.model.plays(...slowFix('sleep 2'))
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /agent: bash/)

  await mill.redisServer.kill()
  await mill.redisServer.restart()

  expect(resultOf(await mill.ended(task.task_id)).outcome).toBe('fixed')
  expect(mill.model.asked()).toEqual([0, 1, 2])
})

test('without a jail nothing is worked on, unless that is asked for by name', async () => {
  const sandbox = { ...mill.config.sandbox, mode: 'none' as const }
  await mill.startWorker({ config: { ...mill.config, sandbox } })
  const task = redTask(redSha, { trust: 'own' }, { replay: 'true' })
  await mill.queues.tasks.add(task)

  expect(resultOf(await mill.ended(task.task_id)).sandbox).toBe('none')
  await mill.progressed(task.task_id, /claim: sandbox: none\. sandbox\.mode is none/)
  expect(mill.logs.text()).toMatch(/run unconfined/)
})

test.each([undefined, 'fork' as const])(
  'without a jail code of trust %s is not run',
  async (trust) => {
    const sandbox = { ...mill.config.sandbox, mode: 'none' as const }
    await mill.startWorker({ config: { ...mill.config, sandbox } })
    const task = redTask(redSha, trust === undefined ? {} : { trust })
    await mill.queues.tasks.add(task)

    expect(await mill.ended(task.task_id)).toMatchObject({
      kind: 'failed',
      code: 'MW_SANDBOX_NONE',
    })
  },
)
