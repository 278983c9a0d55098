import { type TranscriptTurn, workerKeys } from '@millwright/protocol'
import { createReporter } from '@millwright/report'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TURNS_MAX } from '../limits.ts'
import { sampleRecord } from '../sample-records.fixture.ts'
import { CANARY, type StatusUnderTest, startStatusUnderTest } from '../start-status.fixture.ts'

let mill: StatusUnderTest
beforeAll(async () => {
  mill = await startStatusUnderTest()
  const reporter = createReporter({ redis: mill.redis, worker: 'north' })
  for (const name of ['worked-on', 'untouched', 'broken']) {
    await mill.store.createTask(sampleRecord(name))
  }
  await reporter.saveTranscript('worked-on', 3, [turn(1), turn(2), turn(3, `key ${CANARY}`)])
  await mill.redis.set(workerKeys.transcript('broken'), '{"turns":7}')
})
afterAll(() => mill.close())

test('the newest turns come first to come, and the others page by page', async () => {
  const newest = await read('worked-on?limit=2')
  const older = await read(`worked-on?limit=2&before=${newest.body.next}`)

  expect(newest.body).toMatchObject({ total: 3, left_out: 0, next: 2 })
  expect(newest.body.attempt).toMatchObject({ epoch: 3, worker: 'north' })
  expect(turnsOf(newest)).toEqual([2, 3])
  expect(turnsOf(older)).toEqual([1])
  expect(older.body.next).toBeNull()
})

test('a secret that a worker let through is taken out here', async () => {
  const { text } = await read('worked-on')

  expect(text).toContain('key [redacted]')
  expect(text).not.toContain(CANARY)
})

test.each(['untouched', 'broken'])(
  'a task with no readable transcript (%s) says so',
  async (id) => {
    const { status, body } = await read(id)

    expect(status).toBe(200)
    expect(body).toEqual({ attempt: null, total: 0, left_out: 0, turns: [], next: null })
  },
)

test.each([
  ['nobody', 404, 'MW_NOT_FOUND'],
  ['worked-on?limit=0', 400, 'MW_BAD_REQUEST'],
  [`worked-on?limit=${TURNS_MAX + 1}`, 400, 'MW_BAD_REQUEST'],
])('%s is answered %i', async (id, expected, code) => {
  const { status, body } = await read(id)

  expect([status, body.code]).toEqual([expected, code])
})

test('on any other address it takes a token, as every reading does', async () => {
  const far = await startStatusUnderTest({ host: '0.0.0.0' })

  const without = await far.get('/api/v1/tasks/t/transcript')
  await far.close()

  expect(without.status).toBe(401)
})

async function read(idAndQuery: string) {
  const [id, query = ''] = idAndQuery.split('?')
  const response = await mill.get(`/api/v1/tasks/${id}/transcript?${query}`)
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}

function turnsOf({ body }: { body: { turns: TranscriptTurn[] } }): number[] {
  return body.turns.map(({ turn }) => turn)
}

function turn(nth: number, said = 'I look'): TranscriptTurn {
  return { turn: nth, said, calls: [], calls_left_out: 0, told: '' }
}
