import { afterAll, expect, test } from 'vitest'
import { runKey, seenKey } from '../runs/run-key.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import { sweep } from './sweep.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const MINUTE_MS = 60_000
const SWEEP_MS = 5 * MINUTE_MS
const HOURS_8_MS = 8 * 60 * MINUTE_MS

test('old runs that could not be read are read when GitHub is back', async () => {
  const scene = await world.begin()
  const ids = await openBehindAnswered(scene)
  const read = reads(scene)
  scene.github.faults.failNext({ path: '/attempts', status: 422, times: ids.length })

  await sweep(scene.lead())
  const first = read()
  await sweep(scene.lead())

  expect(first).toEqual(ids)
  expect(read()).toEqual(ids)
})

test('old runs that a pause kept back are read after it', async () => {
  const scene = await world.begin({ settings: { paused: true } })
  const ids = await openBehindAnswered(scene)
  const read = reads(scene)

  await sweep(scene.lead())
  const first = read()
  scene.configure({})
  await sweep(scene.lead())

  expect(first).toEqual([])
  expect(read()).toEqual(ids)
})

test('of more open runs than a round can read, each has its turn', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const ids = await oldRuns(scene, 3)
  for (const id of ids) await scene.store.putIntent(seenKey(repo, id, 1), 'seen')
  scene.github.faults.failNext({ path: '/attempts', status: 422, times: 100 })
  const start = Date.now()

  const rounds: number[][] = []
  for (let n = 0; n < 3; n += 1) {
    const [read, readInAll] = [reads(scene), reads(scene)]
    readInAll()
    read()
    let count = 0
    const callsLeft = () => {
      count += read().length
      return count < 2 ? null : 0.05
    }
    const lead = scene.lead((name, part) => (name === 'github' ? { ...part, callsLeft } : part))
    await sweep(lead, start + n * SWEEP_MS)
    rounds.push(readInAll())
  }

  const [a, b, c] = ids
  expect(rounds).toEqual([
    [b, c],
    [a, c],
    [a, b],
  ])
})

/** Three old runs, seen and not answered, behind as many answered ones as every round lists. */
async function openBehindAnswered(scene: Scene): Promise<number[]> {
  await scene.openPull()
  const open = await oldRuns(scene, 3)
  for (const id of open) await scene.store.putIntent(seenKey(repo, id, 1), 'seen')
  for (const id of await oldRuns(scene, 200)) {
    await scene.store.putIntent(runKey(repo, id, 1), 'answered')
  }
  return open
}

/** So old that the lists of the next rounds need not reach back to them. */
async function oldRuns(scene: Scene, count: number): Promise<number[]> {
  const ids: number[] = []
  for (let n = 0; n < count; n += 1) {
    const createdAt = new Date(Date.now() - HOURS_8_MS).toISOString()
    ids.push((await scene.red({ createdAt })).id)
  }
  return ids
}

/** The runs that were read since the last call. */
function reads({ github }: Scene): () => number[] {
  let known = 0
  return () => {
    const news = github.requests().slice(known)
    known += news.length
    const ids = news.map(({ path }) => Number(/\/runs\/(\d+)\/attempts/.exec(path)?.[1]))
    return [...new Set(ids.filter((id) => id > 0))].toSorted((a, b) => a - b)
  }
}
