import { afterAll, beforeEach, expect, test } from 'vitest'
import { DIGEST_MAX } from './limits.ts'
import { openTestStore } from './open-test-store.fixture.ts'

const { store, empty, close } = await openTestStore()
beforeEach(empty)
afterAll(close)

test('what was gathered is the same for whoever asks again, until it is dropped', async () => {
  await store.addToDigest('mail', 'a', 'one')
  await store.addToDigest('mail', 'a', 'one again')
  await store.addToDigest('other', 'b', 'two')

  const first = await store.takeDigest('mail', 'mail.1')
  await store.addToDigest('mail', 'c', 'three')
  const again = await store.takeDigest('mail', 'mail.1')
  await store.dropDigest('mail.1')
  const next = await store.takeDigest('mail', 'mail.2')

  expect([first.texts, again.texts, next.texts]).toEqual([['one'], ['one'], ['three']])
})

test('a gathering keeps a named number of messages and counts the rest', async () => {
  for (let n = 0; n < DIGEST_MAX + 2; n += 1) await store.addToDigest('mail', `${n}`, 'text')

  const { texts, more } = await store.takeDigest('mail', 'mail.1')

  expect([texts.length, more]).toEqual([DIGEST_MAX, 2])
})
