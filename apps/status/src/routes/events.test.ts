import { waitFor } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { EVENTS_AT_START, EVENTS_PAGE, STREAMS_MAX } from '../limits.ts'
import { type StatusUnderTest, startStatusUnderTest } from '../start-status.fixture.ts'

interface Message {
  readonly id: string | undefined
  readonly event: string | undefined
  readonly data: { text?: string }
}

let status: StatusUnderTest
let closers: (() => void)[] = []

beforeAll(async () => {
  status = await startStatusUnderTest()
})
beforeEach(async () => {
  for (const close of closers) close()
  closers = []
  await status.redis.flushdb()
})
afterAll(() => status.close())

test('a reader gets what has happened, and then what happens', async () => {
  await tell('before')
  const seen = await listen()
  await waitFor(() => seen.length === 1, { what: 'the past' })

  await tell('after')
  await waitFor(() => seen.length === 2, { what: 'the news' })

  expect(texts(seen)).toEqual(['before', 'after'])
  expect(seen.every((m) => m.event === 'timeline' && /^\d+-\d+$/.test(m.id ?? ''))).toBe(true)
})

test('a reader that was cut off goes on where it stopped', async () => {
  const first = await tell('seen')
  await tell('missed one')
  await tell('missed two')

  const seen = await listen(first)
  await waitFor(() => seen.length === 2, { what: 'what was missed' })

  expect(texts(seen)).toEqual(['missed one', 'missed two'])
})

test.each([
  ['not kept', '1-0'],
  ['no event at all', 'garbage\\"'],
  ['absurdly long', '9'.repeat(400)],
])('a reader whose last event is %s is told that it may have missed some', async (_, lastId) => {
  await tell('newest')

  const seen = await listen(lastId)
  await waitFor(() => seen.length === 2, { what: 'the answer' })

  expect(seen.map((m) => m.event)).toEqual(['resync', 'timeline'])
})

test('a new reader gets no more of the past than a named number', async () => {
  for (let n = 0; n < EVENTS_AT_START + 10; n += 1) await tell(String(n))

  const seen = await listen()
  await waitFor(() => texts(seen).includes(String(EVENTS_AT_START + 9)), { what: 'the newest' })

  expect(seen).toHaveLength(EVENTS_AT_START)
})

test('a reader that asks for everything gets it from the first event on', async () => {
  for (let n = 0; n < 2 * EVENTS_PAGE + 10; n += 1) await tell(String(n))

  const seen = await listen('0-0')
  await waitFor(() => seen.length === 2 * EVENTS_PAGE + 10, { what: 'all events' })

  expect(texts(seen)).toEqual(Array.from({ length: 2 * EVENTS_PAGE + 10 }, (_, n) => String(n)))
})

test('an empty timeline is followed from its first event', async () => {
  const seen = await listen()
  await tell('first')
  await waitFor(() => seen.length === 1, { what: 'the first event' })

  expect(texts(seen)).toEqual(['first'])
})

test('streams beyond the limit are refused, and one that closes makes room', async () => {
  for (let n = 0; n < STREAMS_MAX; n += 1) await listen()

  const refused = await status.get('/api/v1/events')
  closers[0]?.()
  const again = await waitFor(
    async () => {
      const response = await status.get('/api/v1/events')
      void response.body?.cancel()
      return response.status === 200
    },
    { what: 'room for one more' },
  )

  expect(refused.status).toBe(503)
  expect(await refused.json()).toMatchObject({ code: 'MW_STREAMS_FULL' })
  expect(again).toBe(true)
})

test('a service that closes ends its streams', async () => {
  const other = await startStatusUnderTest()
  const response = await other.get('/api/v1/events')
  const reading = response.text().catch(() => 'cut')

  await other.close()

  expect(await reading).toMatch(/^(cut)?$/)
})

async function tell(text: string): Promise<string> {
  return status.store.addEvent({ at: new Date().toISOString(), kind: 'task', text })
}

/** Reads the stream in the background; the returned list grows. */
async function listen(lastId?: string): Promise<Message[]> {
  const stop = new AbortController()
  closers.push(() => stop.abort())
  const headers: Record<string, string> = lastId === undefined ? {} : { 'last-event-id': lastId }
  const response = await status.get('/api/v1/events', { headers, signal: stop.signal })
  if (response.status !== 200) throw new Error(`no stream: ${response.status}`)
  const seen: Message[] = []
  void collect(response, seen).catch(() => {})
  return seen
}

async function collect(response: Response, seen: Message[]): Promise<void> {
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8')
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks.filter((b) => b.includes('data:'))) seen.push(toMessage(block))
  }
}

function toMessage(block: string): Message {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  return { id: field('id'), event: field('event'), data: JSON.parse(field('data') ?? '{}') }
}

function texts(seen: readonly Message[]): (string | undefined)[] {
  return seen.filter((m) => m.event === 'timeline').map((m) => m.data.text)
}
