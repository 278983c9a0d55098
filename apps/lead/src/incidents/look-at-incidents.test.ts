import type { Sighting } from '@millwright/store'
import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { lookAtIncidents, PLACES_MAX } from './look-at-incidents.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const at = '2026-01-01T00:00:00Z'

/** Where a branch was red; the pull request is one that GitHub may not know. */
function place(nth: number, of: string, pr_number: number | null = null): Sighting {
  return {
    ...{ failure_id: `acme__web-${1000 + nth}-1-1`, pr_number, branch: of, workflow_name: 'CI' },
    ...{ job_name: 'types', head_sha: 'a'.repeat(40), html_url: '', at, is_left: false },
  }
}

async function open(scene: Scene, sightings: Sighting[]) {
  await scene.store.saveIncident({
    ...{ repo, key: 'cause', category: 'type-error', summary: 'It does not type', task_id: null },
    ...{ urgency: 'normal', opened_at: at, seen_at: at, issue: null, closed_at: null, sightings },
  })
  const { sha } = await scene.openPull()
  await scene.green(sha)
}

async function redBranches({ store }: Scene) {
  return (await store.openIncidents(repo)).flatMap((one) => one.sightings.map((s) => s.branch))
}

test('of more places than one sweep asks about, each has its turn', async () => {
  const scene = await world.begin()
  const others = Array.from({ length: PLACES_MAX }, (_, nth) => place(nth, `feat/${nth}`))
  await open(scene, [...others, place(PLACES_MAX, branch)])

  await lookAtIncidents(scene.lead(), repo)
  const first = await redBranches(scene)
  await lookAtIncidents(scene.lead(), repo)

  expect(first).toContain(branch)
  expect(await redBranches(scene)).toEqual(others.map((one) => one.branch))
})

test('a place that GitHub cannot tell of keeps no other waiting', async () => {
  const scene = await world.begin()
  await open(scene, [place(0, 'feat/gone', 99), place(1, branch)])

  await lookAtIncidents(scene.lead(), repo)

  expect(await redBranches(scene)).toEqual(['feat/gone'])
})
