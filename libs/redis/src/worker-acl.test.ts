import { channels, sharedKeys, storeKeys, workerKeys } from '@millwright/protocol'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis, type PrivateRedis, startPrivateRedis, workerAcl } from './index.ts'

let server: PrivateRedis
let lead: Redis
let worker: Redis

beforeAll(async () => {
  server = await startPrivateRedis({ dataDir: await temporaryDirectory() })
  lead = connectRedis({ url: server.url, name: 'lead' })
  worker = connectRedis({ url: server.workerUrl, name: 'worker' })
})

afterAll(async () => {
  lead.disconnect()
  worker.disconnect()
  await server.close()
})

test.each<[string, (redis: Redis) => Promise<unknown>]>([
  ['read the lead’s file on a task', (r) => r.get(storeKeys.task('t'))],
  ['write the lead’s file on a task', (r) => r.set(storeKeys.task('t'), 'x')],
  ['read decisions', (r) => r.xrange(storeKeys.decisions, '-', '+')],
  ['cancel a task', (r) => r.set(sharedKeys.cancel('t'), 'x')],
  ['plant a clone token', (r) => r.set(sharedKeys.cloneToken('a/b'), 'x')],
  ['delete a control key', (r) => r.del(sharedKeys.cancel('t'))],
  [
    'write a store key from a script',
    (r) => r.eval('redis.call("set", KEYS[1], 1)', 1, 'millwright:store:x'),
  ],
  [
    'write a hidden key from a script',
    (r) => r.eval('redis.call("set", "millwright:store:x", 1)', 0),
  ],
  ['read the inbox', (r) => r.lrange('millwright:inbox:wait', 0, -1)],
  ['queue a delivery', (r) => r.lpush('millwright:deliveries:wait', 'x')],
  ['use a key of somebody else', (r) => r.get('other')],
  ['use a queue whose name begins like ours', (r) => r.get('millwright:tasks2:meta')],
  ['list keys', (r) => r.keys('*')],
  ['scan keys', (r) => r.scan(0)],
  ['see a random key', (r) => r.randomkey()],
  ['empty the server', (r) => r.flushall()],
  ['empty the database', (r) => r.flushdb()],
  ['read the configuration', (r) => r.config('GET', '*')],
  ['change the configuration', (r) => r.config('SET', 'appendonly', 'no')],
  ['change users', (r) => r.acl('SETUSER', 'worker', 'allkeys')],
  ['stop the server', (r) => r.shutdown()],
  ['watch other clients', (r) => r.call('CLIENT', 'LIST')],
  ['drop other clients', (r) => r.call('CLIENT', 'KILL', 'TYPE', 'normal')],
  ['replicate elsewhere', (r) => r.call('REPLICAOF', '127.0.0.1', '1')],
  ['listen to foreign channels', (r) => r.call('SUBSCRIBE', 'other')],
  ['publish on foreign channels', (r) => r.publish('other', 'x')],
  ['define functions', (r) => r.call('FUNCTION', 'LIST')],
])('the worker’s user may not %s', async (_, use) => {
  await expect(use(worker)).rejects.toThrow(/NOPERM|can't access|permission/)
})

test('the worker’s user may write its own keys and read what the lead shares', async () => {
  await lead.set(sharedKeys.cancel('t'), 'stop')

  await worker.xadd(workerKeys.reports, '*', 'body', '{}')
  await worker.incr(workerKeys.epoch('t'))
  await worker.sadd(workerKeys.seen('t'), '1/1')
  await worker.set(workerKeys.checkpoint('t'), '{}', 'EX', 60)
  await worker.set(workerKeys.worker('w1'), '{}', 'EX', 60)
  await worker.publish(channels.taskProgress, 'x')

  expect(await worker.get(sharedKeys.cancel('t'))).toBe('stop')
  expect(await lead.get(workerKeys.epoch('t'))).toBe('1')
})

test('a real BullMQ worker runs, retries and finishes tasks as the worker’s user', async () => {
  const queue = new Queue('tasks', { prefix: 'millwright', connection: { url: server.url } })
  const seen: string[] = []
  const errors: Error[] = []
  const bull = new Worker(
    'tasks',
    async (job) => {
      seen.push(`${job.id}#${job.attemptsMade}`)
      await job.updateProgress(1)
      await job.updateData({ ...job.data, checkpoint: 1 })
      if (job.attemptsMade === 0) throw new Error('once more')
      return { outcome: 'fixed' }
    },
    {
      prefix: 'millwright',
      connection: { url: server.workerUrl, maxRetriesPerRequest: null },
      lockDuration: 1_000,
      stalledInterval: 200,
    },
  )
  bull.on('error', (error) => errors.push(error))
  await queue.add('task', {}, { jobId: 't.0', attempts: 2, removeOnComplete: 10 })

  const job = await waitFor(
    async () => {
      const isDone = (await queue.getJobState('t.0')) === 'completed'
      return isDone ? await queue.getJob('t.0') : null
    },
    { what: 'the task to complete' },
  )

  expect(job.returnvalue).toEqual({ outcome: 'fixed' })
  expect(seen).toEqual(['t.0#0', 't.0#1'])
  await bull.close()
  await queue.close()
  expect(errors).toEqual([])
})

test('Redis 6.2 gets rules that it understands', () => {
  const rules = workerAcl('6.2.14')

  expect(rules.filter((rule) => rule.startsWith('%') || rule.includes('setinfo'))).toEqual([])
  expect(rules).toContain('~millwright:control:*')
})
