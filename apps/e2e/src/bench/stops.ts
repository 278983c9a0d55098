// `npm run bench:stops`: how long the command of a worker goes on after what makes it needless. The
// clock runs from the deed, its webhook included, to the moment at which no process of it is left.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processesNaming, waitFor } from '@millwright/testing'
import { startWorld, type World } from '../demo/world.ts'
import { matchRepository } from '../stories/match-repository.ts'
import type { Story } from '../stories/story.ts'
import { call } from '../stories/turns.ts'
import { nodePackage } from '../stories/workflow.ts'

const ROUNDS = 3
const WAIT_MS_MAX = 120_000
const branch = 'feat/x'
/** Red at first and, for CI alone, green when it is run again. */
const flaky = `import assert from 'node:assert/strict'
import test from 'node:test'

test('it is not the first attempt', () => {
  assert.notEqual(process.env.GITHUB_RUN_ATTEMPT ?? '1', '1')
})
`
const mended = { 'test/a.test.js': "import test from 'node:test'\ntest('a', () => {})\n" }

/** Makes the task needless; resolves when it has happened, at the latest. */
type Deed = (world: World, repo: string) => unknown
const deeds: Readonly<Record<string, Deed>> = {
  'a head made anew': ({ github }, repo) =>
    github.pushCommit({ repo, branch, files: mended, message: 'Anew', force: true }),
  "a person's commit": ({ github }, repo) =>
    github.pushCommit({ repo, branch, files: mended, message: 'Mend it' }),
  'a closed pull request': ({ github }, repo) => github.closePullRequest(repo, 1),
  '/millwright cancel': ({ github }, repo) => github.comment(repo, 1, '/millwright cancel'),
}
const GREEN = 'a green rerun'

const names = [...Object.keys(deeds), GREEN]
const cases = Array.from({ length: ROUNDS }, (_, round) =>
  names.map((name, at) => ({
    name,
    repo: `acme/stop-${round}-${at}`,
    seconds: 9_000 + round * 10 + at,
  })),
).flat()

function storyOf({ repo, seconds }: (typeof cases)[number]): Story {
  return {
    ...{ id: repo, title: repo, repo, branch, base: nodePackage('stop'), ends: [] },
    change: { 'test/a.test.js': flaky },
    pullRequest: { title: 'A change', body: '' },
    script: () => ({
      ...{ name: repo, match: matchRepository(repo) },
      turns: [() => call('I wait.', 'bash', { command: `sleep ${seconds}` })],
    }),
    check: async () => [],
  }
}

async function msToEnd(world: World, { name, repo, seconds }: (typeof cases)[number]) {
  const isAtWork = () => processesNaming(`sleep\0${seconds}\0`).length > 0
  const { github } = world
  await github.openPullRequest({
    repo,
    branch,
    title: 'A change',
    files: { 'test/a.test.js': flaky },
  })
  await waitFor(isAtWork, { timeoutMs: WAIT_MS_MAX, what: `the command in ${repo}` })
  let beganAt = performance.now()
  await deeds[name]?.(world, repo)
  if (name === GREEN) {
    const run = github.runs(repo).at(-1)
    github.rerun(repo, run?.id ?? 0)
    const isGreen = () => run?.attempts.at(-1)?.conclusion === 'success'
    await waitFor(isGreen, { everyMs: 5, what: `a green rerun in ${repo}` })
    beganAt = performance.now()
  }
  await waitFor(() => !isAtWork(), { everyMs: 5, what: `the end of the command in ${repo}` })
  return performance.now() - beganAt
}

const dir = await mkdtemp(join(tmpdir(), 'millwright-stops-'))
const world = await startWorld({ stories: cases.map(storyOf), dir, workers: 1 })
try {
  const took = new Map<string, number[]>()
  for (const one of cases) {
    took.set(one.name, [...(took.get(one.name) ?? []), await msToEnd(world, one)])
  }
  process.stdout.write(
    `ms from the deed to the end of the command, ${ROUNDS} rounds (min median max)\n`,
  )
  for (const [name, all] of took) {
    const sorted = all.toSorted((a, b) => a - b).map((ms) => ms.toFixed(0))
    process.stdout.write(
      `  ${name.padEnd(24)} ${[sorted[0], sorted[ROUNDS >> 1], sorted.at(-1)].join('  ')}\n`,
    )
  }
} finally {
  await world.close()
  await rm(dir, { recursive: true, force: true })
}
process.exit(0)
