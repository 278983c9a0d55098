import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'
import { statusApi } from '../status-api.fixture.ts'

const window = (days: number, n: number) => ({
  days,
  throughput: { per_day: n / days, ended: n, resolved: n },
  first_attempt_success: { share: n === 0 ? null : 0.75, green: 3, n },
  retry: { share: n === 0 ? null : 0.5, retries: 2, n },
  escalation: { share: n === 0 ? null : 0, escalated: 0, n },
  time_to_resolution: { mean_seconds: 200, median_seconds: n === 0 ? null : 180, n },
  decision_accuracy: { share: n === 0 ? null : 0.9, right: 9, n },
  cost_per_task: { usd: n === 0 ? null : 0.125, n, unpriced: 1 },
})

test('metrics shows each figure with what it is made of, and no figure made of nothing', async () => {
  const api = await statusApi(200, { windows: [window(7, 0), window(30, 4)], daily: [] })

  const { code, stdout, stderr } = await runMillwright(['metrics'], { env: api.env })

  const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/))
  expect(stderr).toBe('')
  expect(code).toBe(0)
  expect(lines).toContainEqual(['7 days', '30 days'])
  expect(lines).toContainEqual(['green at the first attempt', '-', '75 % (n 4)'])
  expect(lines).toContainEqual(['escalated', '-', '0 % (n 4)'])
  expect(lines).toContainEqual(['median time to green CI', '-', '3.0 min (n 4)'])
  expect(lines).toContainEqual(['verdicts that were right', '-', '90 % (n 4)'])
  expect(lines).toContainEqual(['cost of a task', '-', '0.13 USD (n 4)'])
  expect(api.asked).toEqual(['GET /api/v1/metrics'])
})

test('metrics --json prints the whole answer', async () => {
  const answer = { windows: [window(7, 1)], daily: [window(1, 1)] }
  const api = await statusApi(200, answer)

  const { stdout } = await runMillwright(['metrics', '--json'], { env: api.env })

  expect(JSON.parse(stdout)).toEqual(answer)
})

test('an answer of another form is refused with a sentence', async () => {
  const api = await statusApi(200, { windows: 'none' })

  const { code, stderr } = await runMillwright(['metrics'], { env: api.env })

  expect([code, stderr]).toEqual([1, expect.stringContaining('a form this version does not know')])
})
