import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { Redis } from 'ioredis'
import { afterEach, expect, test } from 'vitest'
import { findPrivateRedis, redisProblems, startPrivateRedis } from '../index.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close()
})

async function start(dataDir: string) {
  const redis = await startPrivateRedis({ dataDir })
  open.push(redis)
  return redis
}

function connect(url: string): Redis {
  const redis = new Redis(url, { retryStrategy: () => null })
  redis.on('error', () => undefined)
  open.push({ close: async () => redis.disconnect() })
  return redis
}

test('it starts in a folder with a space, keeps what it confirmed, and has no problem', async () => {
  const dataDir = join(await temporaryDirectory(), 'a "data" dir')
  const first = await start(dataDir)
  await connect(first.url).set('kept', 'yes')

  process.kill(first.pid, 'SIGKILL')
  await first.exited
  const second = await start(dataDir)

  const redis = connect(second.url)
  expect(second.pid).not.toBe(first.pid)
  expect(second.url).toBe(first.url)
  expect(await redis.get('kept')).toBe('yes')
  expect(await redisProblems(redis)).toEqual([])
})

test('its files are readable by their owner alone and nobody gets in without a password', async () => {
  const dataDir = await temporaryDirectory()
  const { url } = await start(dataDir)
  const stranger = connect(`redis://127.0.0.1:${new URL(url).port}/10`)

  const modes = ['redis', 'redis/server.json', 'redis/users.acl', 'redis/redis.log'].map(
    (path) => statSync(join(dataDir, path)).mode & 0o077,
  )

  expect(modes).toEqual([0, 0, 0, 0])
  await expect(stranger.ping()).rejects.toThrow('NOAUTH')
  expect(readFileSync(join(dataDir, 'redis/redis.conf'), 'utf8')).not.toContain('requirepass')
})

test('a server whose starter was killed with SIGKILL is found again', async () => {
  const dataDir = await temporaryDirectory()
  const script = `
    import { startPrivateRedis } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)}
    const redis = await startPrivateRedis({ dataDir: ${JSON.stringify(dataDir)} })
    process.stdout.write(String(redis.pid))
    setInterval(() => {}, 1000)`
  const starter = spawn(
    process.execPath,
    ['--conditions=@millwright/source', '--import', 'tsx', '--input-type=module', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [pid] = await once(starter.stdout, 'data')
  starter.kill('SIGKILL')
  await once(starter, 'exit')

  const found = await start(dataDir)

  expect(found.pid).toBe(Number(String(pid)))
  expect(await connect(found.url).ping()).toBe('PONG')
})

test('a server that was started with less memory is given what it has today', async () => {
  const dataDir = await temporaryDirectory()
  const { url } = await start(dataDir)
  const redis = connect(url)
  const atStart = await redis.config('GET', 'maxmemory')
  await redis.config('SET', 'maxmemory', '256mb')

  await start(dataDir)

  expect(atStart).toEqual(['maxmemory', String(512 * 1024 * 1024)])
  expect(await redis.config('GET', 'maxmemory')).toEqual(atStart)
})

test('starting twice at the same time makes one server', async () => {
  const dataDir = await temporaryDirectory()

  const both = await Promise.all([start(dataDir), start(dataDir), start(dataDir)])

  expect(new Set(both.map(({ pid }) => pid)).size).toBe(1)
})

test('when somebody else has taken its port it moves to another', async () => {
  const dataDir = await temporaryDirectory()
  const before = await start(dataDir)
  await before.close()
  const port = Number(new URL(before.url).port)
  const stranger = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  stranger.listen(port, '127.0.0.1')
  await once(stranger, 'listening')
  open.push({ close: async () => void stranger.close() })

  const after = await start(dataDir)

  expect(new URL(after.url).port).not.toBe(String(port))
  expect(await connect(after.url).ping()).toBe('PONG')
})

test('a remembered process number that belongs to somebody else now is not believed', async () => {
  const dataDir = await temporaryDirectory()
  const before = await start(dataDir)
  await before.close()
  const path = join(dataDir, 'redis/server.json')
  const state = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...state, process: { pid: process.pid, started: '1' } }))

  const after = await start(dataDir)

  expect(await connect(after.url).ping()).toBe('PONG')
})

test('a server that hangs is refused, not joined by a second one on the same data', async () => {
  const dataDir = await temporaryDirectory()
  const hanging = await start(dataDir)
  process.kill(hanging.pid, 'SIGSTOP')
  open.push({ close: async () => void process.kill(hanging.pid, 'SIGCONT') })

  await expect(startPrivateRedis({ dataDir })).rejects.toMatchObject({
    code: 'MW_REDIS_START',
    message: expect.stringContaining(`kill ${hanging.pid}`),
  })
})

test('without a server binary the error names what to install', async () => {
  const dataDir = await temporaryDirectory()

  await expect(startPrivateRedis({ dataDir, binary: '/nowhere/redis' })).rejects.toMatchObject({
    code: 'MW_REDIS_BINARY',
    message: expect.stringContaining('apt-get install redis-server'),
  })
})

test('a server that refuses to start is quoted', async () => {
  const dataDir = await temporaryDirectory()
  const { close, url } = await start(dataDir)
  await connect(url).set('a', 'b')
  await close()
  const aof = join(dataDir, 'redis/appendonlydir/appendonly.aof.1.incr.aof')
  writeFileSync(aof, 'no append-only file\r\n*9999\r\n')

  await expect(startPrivateRedis({ dataDir })).rejects.toThrow(/redis-check-aof.*last words/s)
})

test('a server can be looked for without starting one', async () => {
  const dataDir = await temporaryDirectory()
  const before = await findPrivateRedis(dataDir)
  const started = await start(dataDir)
  const during = await findPrivateRedis(dataDir)
  await started.close()

  expect(before).toBeNull()
  expect(during).toMatchObject({ url: started.url, pid: started.pid })
  expect(await findPrivateRedis(dataDir)).toBeNull()
})

test('closing ends the server, twice does no harm', async () => {
  const redis = await start(await temporaryDirectory())

  await redis.close()
  await redis.close()

  await redis.exited
  await expect(connect(redis.url).ping()).rejects.toThrow()
})
