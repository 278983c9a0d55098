import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  logSink,
  sampleResult,
  sampleTask,
  startTestRedis,
  type TestRedis,
  temporaryDirectory,
} from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimTasks } from './claim-tasks.ts'
import { openQueues } from './open-queues.ts'
import type { Queues } from './queues.ts'

const LOCK_MS = 1_000
const STALLED_MS = 300
let server: TestRedis
let queues: Queues
const children: ChildProcess[] = []
const { logger } = logSink()

beforeAll(async () => {
  server = await startTestRedis()
  queues = openQueues({ url: server.url, logger })
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await queues.close()
  await server.stop()
})

test('the task of a worker killed with SIGKILL is claimed by another, as the same try', async () => {
  const child = await startWorker()
  await queues.tasks.add(sampleTask('orphan'))
  await untilSaid(child, 'claimed orphan')

  child.kill('SIGKILL')
  const attempt = await claimHere('orphan')

  expect(attempt).toBe(1)
})

test('a worker that gets SIGTERM hands its task back before it ends', async () => {
  const child = await startWorker()
  await queues.tasks.add(sampleTask('drained'))
  await untilSaid(child, 'claimed drained')

  child.kill('SIGTERM')
  const [exitCode] = await once(child, 'exit')
  const depth = (await queues.depths()).tasks
  const attempt = await claimHere('drained')

  expect(exitCode).toBe(0)
  expect(depth).toEqual({ waiting: 1, active: 0, delayed: 0, failed: 0 })
  expect(attempt).toBe(1)
})

/** Claims here until the task arrives, and says which try this was. */
async function claimHere(taskId: string): Promise<number> {
  let claims: ReturnType<typeof claimTasks> | undefined
  const attempt = await new Promise<number>((resolve) => {
    claims = claimTasks({
      url: server.url,
      lockMs: LOCK_MS,
      stalledMs: STALLED_MS,
      stalledMax: 3,
      concurrency: 1,
      logger,
      handle: async (task, context) => {
        if (task.task_id === taskId) resolve(context.attempt)
        return sampleResult('fixed')
      },
    })
  })
  await claims?.close({ graceMs: 2_000 })
  return attempt
}

/** A process of its own that claims tasks and sits on them. */
async function startWorker(): Promise<ChildProcess> {
  const program = join(await temporaryDirectory('millwright-worker-'), 'worker.mjs')
  await writeFile(program, workerProgram)
  const flags = ['--conditions=@millwright/source', '--import', import.meta.resolve('tsx')]
  const child = spawn(process.execPath, [...flags, program, server.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await untilSaid(child, 'ready')
  return child
}

async function untilSaid(child: ChildProcess, words: string): Promise<void> {
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    if (String(chunk).includes(words)) return
  }
  throw new Error(`the worker ended before it said: ${words}`)
}

const workerProgram = `
const { claimTasks } = await import(${JSON.stringify(import.meta.resolve('./claim-tasks.ts'))})
const say = (line) => process.stdout.write(line + '\\n')
const claims = claimTasks({
  url: process.argv[2],
  lockMs: ${LOCK_MS}, stalledMs: ${STALLED_MS}, stalledMax: 3, concurrency: 1,
  logger: { debug() {}, info() {}, warn() {}, error() {} },
  handle: async (task, { signal }) => {
    say('claimed ' + task.task_id)
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    return 'hand-back'
  },
})
process.on('SIGTERM', async () => {
  await claims.close({ graceMs: 5000 })
  process.exit(0)
})
say('ready')
`
