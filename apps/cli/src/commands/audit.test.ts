import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'
import { statusApi } from '../status-api.fixture.ts'

const head = { seq: 2, hash: 'ab' }

test('audit verify names the last row of a log that is whole', async () => {
  const api = await statusApi(200, { entries: 2, head, broken: null })

  const { code, stdout } = await runMillwright(['audit', 'verify'], { env: api.env })

  expect([code, stdout]).toEqual([0, 'whole: 2 rows, the last is 2 ab\n'])
  expect(api.asked).toEqual(['GET /api/v1/audit/check'])
})

test.each([[[]], [['--json']]])('a broken log is exit code 3, its row named: %j', async (more) => {
  const broken = { seq: 2, why: 'the row was changed' }
  const api = await statusApi(200, { entries: 1, head, broken })

  const { code, stderr } = await runMillwright(['audit', 'verify', ...more], { env: api.env })

  expect([code, stderr]).toEqual([3, expect.stringContaining('row 2: the row was changed')])
})

test('audit export prints one row a line', async () => {
  const row = { seq: 1, at: '2026-01-01T00:00:00Z', actor: 'ann', action: 'pause', target: '*' }
  const entry = { ...row, from: '::1', detail: '', prev: '', hash: 'ab' }
  const api = await statusApi(200, { entries: [entry], next: null })

  const { stdout } = await runMillwright(['audit', 'export'], { env: api.env })

  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([entry])
})
