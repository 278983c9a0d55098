import { LLMock } from '@copilotkit/aimock'
import { listWorkers } from '@millwright/report'
import { waitFor } from '@millwright/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'

// A provider that nobody here wrote, behind a whole worker: whatever it fails at costs time alone.
const TASK_MS_MAX = 60_000
const server = new LLMock({ port: 0 })
let mill: Mill
let redSha = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', { value: '1\n', 'test.sh': 'grep -q 22 value\n' })
  const base_url = await server.start()
  const config = { ...mill.config, model: { ...mill.config.model, base_url } }
  await mill.startWorker({ config, pace: { outageMsMax: 0, handBackMs: 100, coolMs: 100 } })
})
beforeEach(() => {
  server.reset().clearChaos()
})
afterEach(() => {
  server.clearChaos()
})
afterAll(async () => {
  await mill.close()
  await server.stop()
})

const edit = { path: 'value', old_text: '1', new_text: '22' }
const report = { cause: 'value is wrong', changed: 'value', confidence: 'high' }

test.each([
  [429, 'rate_limited'],
  [500, 'server'],
  [503, 'server'],
  [529, 'overloaded'],
  [401, 'auth'],
  [403, 'auth'],
] as const)(
  'a provider that answers %i once is counted as %s and asked again, and no attempt is burnt',
  async (status, kind) => {
    fixesTheValue()
    server.nextRequestError(status)
    const before = await failures(kind)

    const { outcome, turns, failed } = await work()

    expect({ outcome, turns, failed }).toEqual({ outcome: 'fixed', turns: 2, failed: 0 })
    await waitFor(async () => (await failures(kind)) === before + 1, { what: `a count of ${kind}` })
  },
  TASK_MS_MAX,
)

test(
  'a provider that hangs up is asked again once it answers',
  async () => {
    fixesTheValue()
    server.setChaos({ disconnectRate: 1 })
    const working = work()
    await waitFor(() => server.getRequests().length > 0, { what: 'a first question' })
    server.clearChaos()

    const { outcome, turns, failed } = await working

    expect({ outcome, turns, failed }).toEqual({ outcome: 'fixed', turns: 2, failed: 0 })
  },
  TASK_MS_MAX,
)

test(
  'an answer that breaks off is acted upon in no part, and asked for again',
  async () => {
    const cut = { chunkSize: 5, latency: 5, truncateAfterChunks: 4 }
    server.on({ turnIndex: 0, sequenceIndex: 0 }, editing(), cut)
    server.on({ turnIndex: 0, sequenceIndex: 1 }, editing())
    server.on({ turnIndex: 1 }, finishing())

    const { outcome, turns, failed, said } = await work()

    expect({ outcome, turns, failed }).toEqual({ outcome: 'fixed', turns: 2, failed: 0 })
    await waitFor(async () => (await failures('dropped')) > 0, { what: 'a count of dropped' })
    expect(said.filter((text) => text === 'edit value')).toHaveLength(1)
  },
  TASK_MS_MAX,
)

test(
  'a request that the provider will never take fails the task, and says why',
  async () => {
    server.nextRequestError(400)
    const task = redTask(redSha)
    await mill.queues.tasks.add(task)

    expect(await mill.ended(task.task_id)).toMatchObject({
      kind: 'failed',
      code: 'MW_MODEL_REQUEST',
    })
  },
  TASK_MS_MAX,
)

/** How many requests the worker says have failed in this way. */
async function failures(kind: string): Promise<number> {
  const [worker] = await listWorkers(mill.redis)
  return worker?.provider?.failures[kind] ?? 0
}

function fixesTheValue(): void {
  server.on({ turnIndex: 0 }, editing())
  server.on({ turnIndex: 1 }, finishing())
}

const editing = () => ({ toolCalls: [{ name: 'edit', arguments: edit }] })
const finishing = () => ({ toolCalls: [{ name: 'finish', arguments: report }] })

async function work() {
  const task = redTask(redSha)
  await mill.queues.tasks.add(task)
  const { outcome, usage } = resultOf(await mill.ended(task.task_id))
  const reports = await mill.reports(task.task_id)
  const said = reports.flatMap(({ body }) => (body.kind === 'progress' ? [body.text] : []))
  const failed = reports.filter(({ body }) => body.kind === 'failed').length
  return { outcome, turns: usage.turns, failed, said }
}
