import { spawnSync } from 'node:child_process'
import { hostname } from 'node:os'
import { connectRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { logSink, startTestRedis } from '@millwright/testing'
import { afterAll, beforeEach, expect, test } from 'vitest'
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
  const { pid } = spawnSync('true')
  await store.holdLead(`${pid} ${hostname()} x`)

  await holdLead(store, logger, 0)

  expect(await store.leadHolder()).toMatch(new RegExp(`^${process.pid} `))
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
