import { setTimeout as sleep } from 'node:timers/promises'
import { waitFor } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { play } from '../demo/play.ts'
import { startTestWorld, type TestWorld } from '../invariants/start-test-world.ts'
import { badFormat } from '../stories/bad-format.ts'
import { cheatingModel } from '../stories/cheating-model.ts'
import { fixedTest, longTurn } from './fault-stories.ts'
import { inflict } from './inflict.ts'

const WAIT_MS = 200_000
const AWAY_MS = 30_000
/** By then the stopped server is noticed by everybody. */
const NOTICED_MS = 2_000

let world: TestWorld

beforeAll(async () => {
  world = await startTestWorld([fixedTest, longTurn, badFormat, cheatingModel])
}, WAIT_MS)
afterAll(() => world.close(), WAIT_MS)

test(
  'while Redis is away for 30 s nothing is lost and nothing is done twice',
  async () => {
    const underWay = [play(world, fixedTest), play(world, longTurn)]
    await world.seen((event) => event.text.startsWith('agent:'))
    const away = inflict(world.dir, { atMs: 0, kind: 'redis', which: 0, sleepMs: AWAY_MS })
    await sleep(NOTICED_MS)

    // The first red run is told in vain, of the second nobody is told at all.
    const told = play(world, badFormat)
    await untilRed(badFormat.repo)
    await waitFor(() => world.github.deliveries().some(isRefused), {
      timeoutMs: AWAY_MS,
      what: 'a delivery that is refused',
    })
    world.github.setWebhookUrl(null)
    const untold = play(world, cheatingModel)
    await untilRed(cheatingModel.repo)
    world.github.setWebhookUrl(world.webhookUrl)
    await away

    const results = await Promise.all([...underWay, told, untold])

    expect(results.flatMap(({ story, problems }) => problems.map((p) => `${story}: ${p}`))).toEqual(
      [],
    )
    expect(turnsPaidAgain()).toBeLessThanOrEqual(1)
  },
  WAIT_MS,
)

function isRefused({ event, status }: { event: string; status: number | null }): boolean {
  return event === 'workflow_run' && status === 503
}

async function untilRed(repo: string): Promise<void> {
  const isRed = () =>
    world.github.runs(repo).some((run) => run.attempts.some((a) => a.conclusion === 'failure'))
  await waitFor(isRed, { timeoutMs: AWAY_MS, what: `a red run in ${repo}` })
}

/** The worker may have had one answer under way when Redis went. */
function turnsPaidAgain(): number {
  return [...world.model.paidTurns().values()].reduce((sum, count) => sum + count - 1, 0)
}
