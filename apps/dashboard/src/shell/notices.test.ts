import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNotices, GOOD_NEWS_MS } from './notices.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const refused = () => Promise.reject(new Error('no such version'))

test('good news goes by itself and covers nothing for long', async () => {
  const notices = createNotices()
  await notices.tell('The lead was asked to pause.', async () => undefined)
  const told = notices.last.value

  vi.advanceTimersByTime(GOOD_NEWS_MS)

  expect(told).toEqual({ tone: 'good', text: 'The lead was asked to pause.' })
  expect(notices.last.value).toBeNull()
})

test('good news goes on the way to another page', async () => {
  const notices = createNotices()
  await notices.tell('The lead was asked to pause.', async () => undefined)

  notices.clearGood()

  expect(notices.last.value).toBeNull()
})

test('a refusal stays until it is closed, also when it follows good news', async () => {
  const notices = createNotices()
  await notices.tell('Kept.', async () => undefined)
  await notices.tell('Promoted.', refused)

  vi.advanceTimersByTime(GOOD_NEWS_MS)
  notices.clearGood()
  const told = notices.last.value
  notices.clear()

  expect(told).toEqual({ tone: 'bad', text: 'no such version' })
  expect(notices.last.value).toBeNull()
})

test('later good news is shown for its own time', async () => {
  const notices = createNotices()
  await notices.tell('First.', async () => undefined)
  vi.advanceTimersByTime(GOOD_NEWS_MS - 1)
  await notices.tell('Second.', async () => undefined)

  vi.advanceTimersByTime(1)

  expect(notices.last.value?.text).toBe('Second.')
})

test('what the page itself shows is not told besides, and takes an old refusal away', async () => {
  const notices = createNotices()
  await notices.tell('Rendered.', refused)

  const isDone = await notices.tell(null, async () => undefined)

  expect(isDone).toBe(true)
  expect(notices.last.value).toBeNull()
})
