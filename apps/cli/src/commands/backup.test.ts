import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { startTestRedis, type TestRedis, temporaryDirectory } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

vi.setConfig({ testTimeout: 60_000 })

const action = { action: 'pause', target: '*', from: 'here', detail: '' }
let server: TestRedis
let redis: ReturnType<typeof connectRedis>

beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'test' })
})
beforeEach(() => redis.flushdb())
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

test('what was in Redis comes back as it was, with the time that each key had left', async () => {
  const { run } = await installation()
  await fill()
  const before = await contents()

  const made = await run(['backup', 'kept', '--json'])
  const { path, keys, files } = JSON.parse(made.stdout)
  await redis.flushdb()
  const back = await run(['restore', path, '--json'])

  expect([made.code, back.code, back.stderr]).toEqual([0, 0, ''])
  expect(keys).toBe(Object.keys(before).length)
  expect(files).toBeGreaterThan(2)
  expect(await contents()).toEqual(before)
  expect(await redis.pttl('millwright:expires')).toBeGreaterThan(3_000_000)
  expect(await redis.ttl('millwright:store:lead')).toBe(-2)
})

test('a backup is for its owner alone, has the configuration, and leaves others’ keys alone', async () => {
  const { run, folder } = await installation()
  await redis.set('somebody:else', '1')
  await redis.set('millwright:control:clone-token:acme/web', 'secret-for-an-hour')
  await fill()

  const { path } = JSON.parse((await run(['backup', 'kept', '--json'])).stdout)
  await redis.flushdb()
  await redis.set('somebody:else', '2')
  const back = await run(['restore', path, '--json'])

  expect((await stat(path)).mode & 0o077).toBe(0)
  expect(await readFile(join(path, 'config.yaml'), 'utf8')).toContain('budget')
  expect(await readdir(path)).toEqual(expect.arrayContaining(['manifest.json', 'prompts']))
  expect(back.code).toBe(0)
  expect(await redis.get('somebody:else')).toBe('2')
  expect(await redis.exists('millwright:control:clone-token:acme/web')).toBe(0)
  expect(await readdir(join(folder, 'kept'))).toEqual([path.split('/').at(-1)])
})

test('a backup is of one moment: who writes meanwhile waits', async () => {
  const { run } = await installation()
  const steps = redis.pipeline()
  for (let n = 0; n < 2_000; n += 1) steps.set(`millwright:pair:${n}`, '0')
  await steps.exec()
  let isDone = false
  const writing = (async () => {
    for (let round = 1; !isDone; round += 1) {
      // Both of a pair in one step, so that a copy with two rounds in it would be of two moments.
      await redis.mset('millwright:pair:0', `${round}`, 'millwright:pair:1999', `${round}`)
      await sleep(1)
    }
  })()

  const { path } = JSON.parse((await run(['backup', 'kept', '--json'])).stdout)
  isDone = true
  await writing
  await redis.flushdb()
  await run(['restore', path])

  const [one, other] = await redis.mget('millwright:pair:0', 'millwright:pair:1999')
  expect(one).toBe(other)
})

test('what Redis holds is replaced only when asked for, and never under a lead', async () => {
  const { run } = await installation()
  await fill()
  const { path } = JSON.parse((await run(['backup', 'kept', '--json'])).stdout)
  await redis.del('millwright:store:lead')
  await redis.set('millwright:new', '1')

  const refused = await run(['restore', path])
  await beat()
  const busy = await run(['restore', path, '--replace'])
  await redis.del('millwright:store:lead')
  const done = await run(['restore', path, '--replace'])

  expect([refused.code, busy.code, done.code]).toEqual([5, 5, 0])
  expect(refused.stderr).toContain('--replace')
  expect(busy.stderr).toContain('stop the service first')
  expect(await redis.exists('millwright:new')).toBe(0)
})

test.each([
  ['a file that was changed', 'config.yaml', 'budget: {}\n', 'config.yaml is not what was written'],
  ['a copy that was cut off', 'redis.ndjson.gz', '', 'redis.ndjson.gz is not what was written'],
  ['no manifest that can be read', 'manifest.json', '{', 'manifest.json cannot be read'],
])('%s is found, and nothing is restored from it', async (_what, file, text, why) => {
  const { run } = await installation()
  await fill()
  const { path } = JSON.parse((await run(['backup', 'kept', '--json'])).stdout)
  await redis.flushdb()
  await writeFile(join(path, file), text)

  const checked = await run(['backup', '--check', path])
  const restored = await run(['restore', path])

  expect([checked.code, restored.code]).toEqual([3, 3])
  expect(checked.stderr).toContain(why)
  expect(await redis.dbsize()).toBe(0)
})

async function installation() {
  const folder = await temporaryDirectory()
  await writeFile(join(folder, 'millwright.yaml'), 'budget: { day_usd: 50 }\n')
  const env = { REDIS_URL: server.url }
  const run = (args: string[]) => runMillwright(args, { cwd: folder, env })
  return { folder, run }
}

/** One key of each kind, binary and expiring ones among them, with a chain of two rows. */
async function fill(): Promise<void> {
  const store = createStore(redis)
  await store.addAudit({ ...action, actor: 'ann' })
  await store.addAudit({ ...action, actor: 'bob' })
  await redis.set('millwright:text', Buffer.from([0, 255, 10, 13]))
  await redis.set('millwright:expires', 'soon', 'EX', 3_600)
  await redis.zadd('millwright:sorted', 1, 'a', 2, 'b')
  await redis.hset('millwright:hash', 'é', 'ü')
  await redis.rpush('millwright:list', 'a', 'b')
}

async function beat(): Promise<void> {
  const at = new Date().toISOString()
  const sign = { pid: 1, host: 'box', started_at: at, seen_at: at, paused: false }
  await createStore(redis).beatLead({ ...sign, mode: 'app' })
}

async function contents(): Promise<Record<string, string>> {
  const names = (await redis.keys('millwright:*')).toSorted()
  const dumps = await Promise.all(names.map((name) => redis.dumpBuffer(name)))
  return Object.fromEntries(names.map((name, at) => [name, dumps[at]?.toString('base64') ?? '']))
}
