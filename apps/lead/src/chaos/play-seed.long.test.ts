import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { playSeed } from './play-seed.fixture.ts'

// `npm run test:chaos:lead` plays five hundred, and any one of them again.
const SEEDS = 12
const PLAYS_MS_MAX = 600_000

const world = await openLeadWorld()
afterAll(() => world.close())

test(
  'whatever happens to the lead, each failure is explained and no effect is doubled',
  async () => {
    const broken: Record<string, readonly string[]> = {}
    let deaths = 0
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const played = await playSeed(world, seed)
      deaths += played.deaths
      if (played.problems.length > 0) broken[`seed ${seed}`] = played.problems
    }

    expect(broken).toEqual({})
    expect(deaths).toBeGreaterThan(SEEDS / 2)
  },
  PLAYS_MS_MAX,
)
