import { connectRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { startTestRedis, type TestRedis } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditCheck } from './check-audit.ts'
import { find } from './machine.fixture.ts'

let server: TestRedis
beforeAll(async () => {
  server = await startTestRedis()
})
afterAll(() => server.stop())

test('an audit log is whole until a row is taken out, which is named', async () => {
  const redis = connectRedis({ url: server.url, name: 'test' })
  const store = createStore(redis)
  const action = { actor: 'ann', action: 'pause', target: '*', from: '::1', detail: '' }
  for (const actor of ['ann', 'bob', 'cid']) await store.addAudit({ ...action, actor })
  const env = { REDIS_URL: server.url }

  const whole = await find(auditCheck, '', env)
  const second = (await store.listAudit({ limit: 2 })).at(-1)?.id ?? ''
  await redis.xdel('millwright:store:audit', second)
  const broken = await find(auditCheck, '', env)
  redis.disconnect()

  expect(whole).toEqual({ ok: true, detail: '3 rows, whole' })
  expect(broken).toMatchObject({ ok: false, detail: expect.stringContaining('broken at row 3') })
  expect(broken.fix).toContain('millwright audit export')
})

test('without a Redis there is nothing to look at, which is no failure of the log', async () => {
  expect(await find(auditCheck, '')).toMatchObject({ ok: true })
})
