import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { startTestRedis } from './start-test-redis.ts'

const redis = await startTestRedis()
afterAll(() => redis.stop())

test('a stored value survives kill and restart on the same port', async () => {
  await ask('SET word kept')

  await redis.kill()
  await expect(ask('PING')).rejects.toThrow('ECONNREFUSED')
  await redis.restart()

  expect(await ask('GET word')).toContain('kept')
})

test('nothing is evicted and the append-only file is on', async () => {
  expect(await ask('CONFIG GET maxmemory-policy')).toContain('noeviction')
  expect(await ask('CONFIG GET appendonly')).toContain('yes')
})

/** One inline command of the Redis protocol, and the raw answer. */
function ask(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(redis.port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.once('error', reject)
    socket.once('data', (answer) => {
      socket.destroy()
      resolve(answer.toString())
    })
  })
}
