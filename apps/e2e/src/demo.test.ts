import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ProofSet } from '@millwright/protocol'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { pathVariable } from './demo/path-variable.ts'
import { root } from './demo/root.ts'
import { processesBelow } from './faults/processes-below.ts'

const DEMO_MS_MAX = 240_000
const REDIS_PORT = 6379
const sha = /^[0-9a-f]{40}$/
/** What `--json` promises of each task. */
const Task = z.object({
  story: z.string(),
  task_id: z.string().min(1),
  verdict: z.enum(['FIXABLE', 'INVESTIGATE', 'ESCALATE']),
  outcome: z.string().nullable(),
  proof: ProofSet.nullable(),
  head_before: z.string().regex(sha),
  head_after: z.string().regex(sha).nullable(),
  ci_conclusion_after: z.string().nullable(),
})

/** The demo keeps everything below its temporary folder, so that what it leaves is seen. */
let temporary: string
let demo: { code: unknown; output: string; words: string }
let other: { close(): void }

beforeAll(async () => {
  temporary = join(await temporaryDirectory(), 'with space')
  await mkdir(temporary)
  other = await occupyRedisPort()
  demo = await runDemo(['--exit', '--json'])
}, DEMO_MS_MAX)
afterAll(() => other.close())

test('the demo ends well in all nine stories while another program has port 6379', async () => {
  const answer = z
    .object({ ok: z.boolean(), stories: z.array(z.object({ story: z.string(), ok: z.boolean() })) })
    .parse(JSON.parse(demo.output))

  expect(await isTaken(REDIS_PORT)).toBe(true)
  expect(answer.stories.map((s) => `${s.story} ${s.ok}`)).toEqual(
    [...'abcdefghi'].map((id) => `${id} true`),
  )
  expect([demo.code, answer.ok]).toEqual([0, true])
})

test('each task is told with its verdict, its proof and what became of its head', () => {
  const { tasks } = z.object({ tasks: z.array(Task) }).parse(JSON.parse(demo.output))
  const [first] = tasks.filter((task) => task.story === 'a')
  const moved = tasks.filter((task) => task.head_after !== null)

  expect(tasks).toHaveLength(10)
  expect(first).toMatchObject({ verdict: 'FIXABLE', outcome: 'fixed' })
  // What repeats the failure, and the step's whole command.
  expect(first?.proof?.before.map((proof) => proof.exit_code)).toEqual([1, 1])
  expect(first?.proof?.after.map((proof) => proof.exit_code)).toEqual([0, 0])
  expect(moved.map((task) => `${task.story} ${task.ci_conclusion_after}`)).toEqual([
    'a success',
    'b success',
    'c success',
    'g success',
    'h success',
  ])
})

test('the demo leaves no process and no folder behind', async () => {
  await waitFor(async () => (await processesBelow(temporary)).length === 0, {
    what: 'the last process to end',
  })

  expect(await readdir(temporary)).toEqual([])
})

/** As a person types it: `millwright demo`. */
async function runDemo(args: readonly string[]) {
  const bin = join(root, 'apps', 'cli', 'bin', 'millwright.js')
  const env = { PATH: pathVariable(), HOME: temporary, TMPDIR: temporary }
  const child: ChildProcess = spawn(process.execPath, [bin, 'demo', ...args], {
    cwd: temporary,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (!child.stdout || !child.stderr) throw new Error('the demo has no output')
  const [output, words, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { output, words, code: code as unknown }
}

/** Takes the usual port of Redis, unless somebody has it already. */
async function occupyRedisPort(): Promise<{ close(): void }> {
  if (await isTaken(REDIS_PORT)) return { close: () => undefined }
  const server = createServer((socket) => socket.destroy())
  server.listen(REDIS_PORT, '127.0.0.1')
  await once(server, 'listening')
  return { close: () => void server.close() }
}

async function isTaken(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const answered = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return answered
}
