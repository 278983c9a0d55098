import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo } from '../scenes/scene.fixture.ts'
import { pullOf } from './pull-of.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

test('a run that names a pull request which is not there is for the one that is', async () => {
  const scene = await world.begin()
  const { number, sha } = await scene.openPull()
  const run = { pulls: [number + 50], headRepo: repo, headBranch: branch, headSha: sha }

  expect(await pullOf(scene.lead(), repo, run)).toMatchObject({ number, headSha: sha })
})
