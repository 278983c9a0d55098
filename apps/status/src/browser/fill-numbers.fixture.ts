import type { Store } from '@millwright/store'
import type { Redis } from 'ioredis'
import { OLD_VERSION } from './fill-prompts.fixture.ts'
import { WAITING } from './mill-tasks.fixture.ts'

const DAYS = 60
const DAY_MS = 86_400_000

/** Sixty days of counts that rise and fall, written as the lead would have counted them. */
export async function fillNumbers(redis: Redis): Promise<void> {
  for (let back = 0; back < DAYS; back += 1) {
    const day = new Date(Date.now() - back * DAY_MS).toISOString().slice(0, 10)
    const wave = 1 + Math.sin(back / 4)
    const resolved = Math.round(4 * wave) + 2
    const escalated = back % 3
    await redis.hset(`millwright:store:counts:${day}`, {
      'opened:FIXABLE': resolved + escalated,
      'ended:resolved': resolved,
      'ended:escalated': escalated,
      'judged:first:green': resolved - 1,
      'judged:first:red': 1 + (back % 2),
      'retried:ci_red': back % 2,
      'resolution:seconds': resolved * 420,
      'resolution:300': Math.floor(resolved / 2),
      'resolution:600': Math.ceil(resolved / 2),
      'cost:priced': resolved + escalated,
      'cost:micro_usd': Math.round(310_000 * (resolved + escalated) * (0.7 + wave / 4)),
    })
  }
  await fillUses(redis)
}

/** What came to light about the verdicts of two weeks, mostly that they were right. */
export async function fillJudgements(store: Store): Promise<void> {
  const verdicts = ['FIXABLE', 'FIXABLE', 'FIXABLE', 'ESCALATE', 'INVESTIGATE'] as const
  for (let n = 0; n < 42; n += 1) {
    const verdict = verdicts[n % verdicts.length] ?? 'FIXABLE'
    const isRight = n % 13 !== 5
    await store.saveJudgement({
      ...{ task_id: `ci-fix-acme__web-${150 + n}-${n * 7}`, verdict, by: 'ci' },
      should_be: isRight ? verdict : null,
      why: isRight ? 'green at a later commit' : 'green at the same commit when it was run again',
      at: new Date(Date.now() - n * (DAY_MS / 3)).toISOString(),
    })
  }
  const task_id = WAITING
  const anna = { task_id, verdict: 'FIXABLE', by: 'person', why: 'anna' } as const
  await store.saveJudgement({ ...anna, should_be: 'FIXABLE', at: new Date().toISOString() })
}

/** What became of the tasks of the older version of a prompt: enough of them to compare. */
async function fillUses(redis: Redis): Promise<void> {
  for (let n = 0; n < 34; n += 1) {
    const isGreen = n % 4 !== 0
    const use = {
      task_id: `old-${n}`,
      state: isGreen ? 'resolved' : 'escalated',
      opened_at: '2026-11-18T09:00:00.000Z',
      ended_at: `2026-11-18T09:${String(10 + (n % 7)).padStart(2, '0')}:00.000Z`,
      ...{ is_first: true, ci: isGreen ? 'green' : null, gate: isGreen ? 'pass' : 'block' },
      ...{ is_cheat: n % 12 === 0, is_rejected: false, is_reverted: false, usd: 0.21 + n / 100 },
    }
    await redis.hset(
      `millwright:store:prompt-uses:${OLD_VERSION}`,
      use.task_id,
      JSON.stringify(use),
    )
  }
}
