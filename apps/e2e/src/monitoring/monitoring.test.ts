import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { play } from '../demo/play.ts'
import { root } from '../demo/root.ts'
import { startTestWorld, type TestWorld } from '../invariants/start-test-world.ts'
import { badFormat } from '../stories/bad-format.ts'
import { failingTest } from '../stories/failing-test.ts'
import { exposed } from './exposed.fixture.ts'
import { type Query, readQueries } from './read-queries.fixture.ts'
import { unknownNames } from './unknown-names.fixture.ts'

let world: TestWorld
let text: string

beforeAll(async () => {
  world = await startTestWorld([failingTest, badFormat])
  for (const story of [failingTest, badFormat]) {
    const { problems } = await play(world, story)
    expect(problems).toEqual([])
  }
  const headers = { authorization: `Bearer ${world.credentials.statusToken}` }
  text = await (await fetch(`${world.status.url}/metrics`, { headers })).text()
}, 300_000)
afterAll(() => world?.close(), 90_000)

test('a service that has played two stories has counted them, by the word of GitHub', () => {
  for (const line of [
    'millwright_tasks_ended_total{state="resolved"} 2',
    'millwright_commits_pushed_total 2',
    'millwright_commits_judged_total{attempt="first",ci="green"} 2',
    'millwright_resolution_seconds_count 2',
    'millwright_results_total{outcome="fixed"} 2',
    'millwright_gate_decisions_total{decision="pass"} 2',
    'millwright_attempts_total 2',
    'millwright_lead_up 1',
    'millwright_workers{sandbox="bwrap"} 1',
    'millwright_reports_unread 0',
  ]) {
    expect(text).toContain(`${line}\n`)
  }
  expect(text).toMatch(/^millwright_prompts_info\{hash="sha256:[0-9a-f]{64}"\} 1$/m)
})

test('every metric and label that the dashboard and the alerts name is served', async () => {
  const queries = await readQueries()
  const served = exposed(text)

  const problems = queries.flatMap((query) =>
    unknownNames(query, served).map((problem) => `${query.place}: ${problem}`),
  )

  expect(queries.length).toBeGreaterThan(40)
  expect(problems).toEqual([])
})

test('every metric that is served has a line in the docs and a use', async () => {
  const queries = await readQueries()
  const docs = await readFile(join(root, 'docs', 'metrics.md'), 'utf8')
  const names = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name)
  const listed = [...docs.matchAll(/^\| `(millwright_\w+)` \|/gm)].map(([, name = '']) => name)

  const unused = names.filter((name) => !queries.some(({ expr }) => expr.includes(name)))

  expect(names.length).toBeGreaterThan(20)
  expect(unused).toEqual([])
  expect(listed.toSorted()).toEqual(names.toSorted())
})

test.each([
  ['millwright_lead_upp', 'there is no metric millwright_lead_upp'],
  ['millwright_workers{sandbx="none"}', 'millwright_workers has no label sandbx'],
  ['millwright_workers{sandbox="nome"}', 'millwright_workers has no sandbox "nome"'],
  ['millwright_tasks{state=~"queued|runing"}', 'millwright_tasks has no state "runing"'],
  ['sum by (sandbx) (millwright_workers)', 'nothing here has a label sandbx'],
  ['sum((millwright_workers)', 'cannot be read at character'],
])('the query %s is refused', (expr, problem) => {
  const query: Query = { place: 'one', expr, legend: '' }

  expect(unknownNames(query, exposed(text)).join('; ')).toContain(problem)
})

test('a legend that names no label is refused', () => {
  const query: Query = { place: 'one', expr: 'millwright_workers', legend: '{{ sandbx }}' }

  expect(unknownNames(query, exposed(text))).toEqual(['nothing here has a label sandbx'])
})
