import { spawnSync } from 'node:child_process'
import { connectRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { logSink, startTestRedis } from '@millwright/testing'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { holdLead } from './hold-lead.ts'

const server = await startTestRedis()
const { logger } = logSink()
const redis = connectRedis({ url: server.url, name: 'hold-test' })
const store = createStore(redis)
beforeEach(async () => void (await redis.flushdb()))
afterAll(async () => {
  redis.disconnect()
  await server.stop()
})

/** The name that a process with this number would have as lead, were it here. */
async function nameHere(pid: number | undefined): Promise<string> {
  const hold = await holdLead(store, logger, 0)
  const own = await store.leadHolder()
  await hold.release()
  return `${own}`.replace(/^\d+/, `${pid}`)
}

const elsewhere = '1 another-machine x'
const taken = { code: 'MW_OTHER_LEAD', message: expect.stringContaining('on another-machine') }

test('of processes elsewhere that want to be the lead at once, one is', async () => {
  const names = Array.from({ length: 10 }, (_, nth) => `${nth} another-machine x`)

  const held = await Promise.all(names.map((name) => store.holdLead(name)))

  expect(held.filter(Boolean)).toHaveLength(1)
})

test('a lead does not begin beside one that is at work, and says where that is', async () => {
  await store.holdLead(elsewhere)

  await expect(holdLead(store, logger, 0)).rejects.toMatchObject(taken)

  expect(await store.leadHolder()).toBe(elsewhere)
})

test('a lead begins as soon as the other one has ended', async () => {
  await store.holdLead(elsewhere)
  const waiting = holdLead(store, logger)
  await store.releaseLead(elsewhere)

  const hold = await waiting

  await hold.renew()
  expect(await store.leadHolder()).toMatch(new RegExp(`^${process.pid} `))
})

test('one that was killed on this machine is not waited for', async () => {
  await store.holdLead(await nameHere(spawnSync('true').pid))

  await holdLead(store, logger, 0)

  expect(await store.leadHolder()).toMatch(new RegExp(`^${process.pid} `))
})

test('one of another user, who may not be asked, is still there', async () => {
  const other = await nameHere(process.ppid)
  await store.holdLead(other)
  const refused = Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw refused
  })

  await expect(holdLead(store, logger, 0)).rejects.toMatchObject({ code: 'MW_OTHER_LEAD' })
  kill.mockRestore()

  expect(await store.leadHolder()).toBe(other)
})

const free = spawnSync('true').pid

test.each([
  ['container', 'our own number', process.pid, /pid:\[\d+\]/, 'pid:[1]'],
  ['container', 'a number that nobody has here', free, /pid:\[\d+\]/, 'pid:[1]'],
  ['machine', 'a number that nobody has here', free, /@\S+/, '@another-boot'],
])('one on another %s of the same host name is waited for, with %s', async (...of) => {
  const [, , pid, here, there] = of
  const other = (await nameHere(pid)).replace(here, there)
  await store.holdLead(other)

  await expect(holdLead(store, logger, 0)).rejects.toMatchObject({ code: 'MW_OTHER_LEAD' })

  expect(await store.leadHolder()).toBe(other)
})

test('who was away for so long that another one is the lead learns it, and takes nothing back', async () => {
  const hold = await holdLead(store, logger)
  await redis.flushdb()
  await store.holdLead(elsewhere)

  await expect(hold.renew()).rejects.toMatchObject(taken)
  await hold.release()

  expect(await hold.lost).toMatchObject(taken)
  expect(await store.leadHolder()).toBe(elsewhere)
})
