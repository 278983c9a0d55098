import { afterAll, beforeEach, expect, test } from 'vitest'
import { AuditEntry, hashOf } from './audit.ts'
import { keys } from './keys.ts'
import { AUDIT_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'

const { redis, store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

test('actions make one chain, however many write at once, and are listed newest first', async () => {
  await Promise.all(['a', 'b', 'c', 'd'].map(add))

  const rows = await store.listAudit({ limit: 2 })
  const rest = await store.listAudit({ limit: 10, before: rows.at(-1)?.id })

  expect(rows.map(({ entry }) => entry.seq)).toEqual([4, 3])
  expect(rest.map(({ entry }) => entry.seq)).toEqual([2, 1])
  expect(rows[0]?.entry.prev).toBe(rows[1]?.entry.hash)
  expect(await store.verifyAudit()).toMatchObject({ entries: 4, head: { seq: 4 }, broken: null })
})

test('an empty log is whole', async () => {
  expect(await store.verifyAudit()).toEqual({ entries: 0, head: null, broken: null })
})

test('an action with a key is kept once', async () => {
  await store.addAudit(action('a'), 'comment 7')
  await store.addAudit(action('a'), 'comment 7')

  expect(await store.listAudit({ limit: 10 })).toHaveLength(1)
})

test.each([
  ['changed', 2, 'the row was changed', () => rewrite(2, (e) => ({ ...e, actor: 'somebody' }))],
  ['given a hash of its own', 2, 'the row was changed', () => rewrite(2, forged)],
  ['taken out', 3, 'the row does not follow the one before it', () => remove(2)],
  ['taken off the beginning', 2, 'rows are missing at the beginning', () => remove(1)],
  ['taken off the end', 4, 'rows are missing at the end', () => remove(4)],
  ['made unreadable', 3, 'the row cannot be read', () => rewrite(3, () => ({}))],
])('a row that was %s is named', async (_, seq, why, tamper) => {
  for (const name of ['a', 'b', 'c', 'd']) await add(name)

  await tamper()

  expect((await store.verifyAudit()).broken).toEqual({ seq, why })
})

test('the oldest row goes when there are too many, and the chain is still whole', async () => {
  const steps = redis.pipeline()
  let head = { seq: 0, hash: '' }
  for (let seq = 1; seq <= AUDIT_MAX; seq += 1) {
    const row = { ...action(`t${seq}`), seq, at: '2026-01-01T00:00:00Z', prev: head.hash }
    head = { seq, hash: hashOf(row) }
    steps.xadd(keys.audit, '*', 'entry', JSON.stringify({ ...row, hash: head.hash }))
  }
  await steps.set(keys.auditHead, JSON.stringify(head)).exec()

  await add('one more')
  const check = await store.verifyAudit()

  expect(check).toMatchObject({ entries: AUDIT_MAX, head: { seq: AUDIT_MAX + 1 }, broken: null })
})

function action(target: string) {
  return { actor: 'ann', action: 'retry', target, from: '127.0.0.1', detail: '' }
}

function add(target: string): Promise<void> {
  return store.addAudit(action(target))
}

/** Rows in the order they were added. */
async function rows(): Promise<[string, AuditEntry][]> {
  const all = await redis.xrange(keys.audit, '-', '+')
  return all.map(([id, fields]) => [id, AuditEntry.parse(JSON.parse(fields[1] ?? ''))])
}

async function remove(seq: number): Promise<void> {
  const found = (await rows()).find(([, entry]) => entry.seq === seq)
  await redis.xdel(keys.audit, found?.[0] ?? '')
}

/** A stream has no command that changes a row, so all are written again. */
async function rewrite(seq: number, change: (entry: AuditEntry) => object): Promise<void> {
  const all = await rows()
  await redis.del(keys.audit)
  for (const [id, entry] of all) {
    const text = JSON.stringify(entry.seq === seq ? change(entry) : entry)
    await redis.xadd(keys.audit, id, 'entry', text)
  }
}

function forged(entry: AuditEntry): AuditEntry {
  return { ...entry, action: 'approve', hash: 'f'.repeat(64) }
}
