import { expect, test } from 'vitest'
import { CallBudget } from './call-budget.ts'

test("what is left of an hour counts until its end by GitHub's own clock, whatever ours says", () => {
  const budget = new CallBudget()
  const now = Date.parse('2020-01-01T00:00:00Z')
  const headers = {
    date: new Date(now).toUTCString(),
    'x-ratelimit-resource': 'core',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '2500',
    'x-ratelimit-reset': String(now / 1000 + 60),
  }

  budget.note('acme/web', { headers })

  expect(budget.left('acme/web')).toBe(0.5)
  expect(budget.left('acme/web', performance.now() + 61_000)).toBeNull()
})
