import { afterAll, expect, test } from 'vitest'
import { jobLog } from '../runs/job-log.fixture.ts'
import { runKey, seenKey } from '../runs/run-key.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { sweep } from './sweep.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const RUNS = 10_000
const MINUTE_MS = 60_000
const TEST_MS_MAX = 300_000
const red = { name: 'types', log: jobLog.types, conclusion: 'failure' } as const

/** Questions for red runs since the last call, and those of them that GitHub counts. */
function lists({ github }: Scene) {
  let seen = 0
  return () => {
    const all = github.requests()
    const news = all.slice(seen).filter(({ query }) => query.includes('created='))
    seen = all.length
    return { all: news.length, counted: news.filter(({ status }) => status !== 304).length }
  }
}

test(
  'a red run is found behind 10,000 that are under way, with as many questions as without them',
  async () => {
    const scene = await world.begin()
    await scene.openPull()
    await scene.red()
    for (let n = 0; n < RUNS; n += 1) {
      await scene.github.recordRun({ repo, branch: 'main', jobs: [], isOpen: true })
    }
    const asked = lists(scene)

    await sweep(scene.lead())

    expect(await scene.tasks()).toEqual(['queued: waiting for a worker'])
    expect(asked().all).toBe(3)
  },
  TEST_MS_MAX,
)

test(
  'of 10,000 red runs each round takes a hundred, says what is left, and the oldest are not lost',
  async () => {
    const scene = await world.begin()
    const { sha } = await scene.openPull()
    const runIds: number[] = []
    const now = Date.now()
    for (let n = 0; n < RUNS; n += 1) {
      // Four a minute, so that the oldest are almost two days old.
      const createdAt = new Date(now - ((RUNS - n) * MINUTE_MS) / 4).toISOString()
      const run = await scene.github.recordRun({ repo, branch, sha, jobs: [red], createdAt })
      runIds.push(run.id)
    }
    // Everything but the three oldest and the newest 120 was answered before the lead went away.
    const unanswered = [...runIds.slice(0, 3), ...runIds.slice(-120)]
    for (const id of runIds.slice(3, -120)) {
      await scene.store.putIntent(runKey(repo, id, 1), 'answered')
    }
    const lead = scene.lead()
    const seen = async (ids: readonly number[]) => {
      const marks = await Promise.all(ids.map((id) => scene.store.getIntent(seenKey(repo, id, 1))))
      return marks.filter((mark) => mark !== null).length
    }
    const asked = lists(scene)

    await sweep(lead, now)
    const first = { seen: await seen(unanswered), asked: asked() }
    await sweep(lead, now)
    const second = { seen: await seen(unanswered), asked: asked() }
    await sweep(lead, now)
    const third = asked()

    const events = await scene.store.readEvents({ after: null, limit: 1_000 })
    const said = events.filter(({ event }) => event.text.includes('are left to the next rounds'))
    expect([first.seen, second.seen]).toEqual([100, 123])
    expect(said.map(({ event }) => event.text)).toEqual([
      '23 more red runs are left to the next rounds',
    ])
    expect(first.asked.all).toBeLessThan(110)
    expect(second.asked).toEqual({ all: first.asked.all, counted: 0 })
    // From now on those of the last seven hours are listed, 1,680 here, and no more.
    expect(third).toEqual({ all: 24, counted: 0 })
  },
  TEST_MS_MAX,
)
