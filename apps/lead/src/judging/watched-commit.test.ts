import { afterAll, expect, test } from 'vitest'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, goodPatch, patchOf, resultOf } from '../tasks/worker-result.fixture.ts'
import { BEGIN_MS_MAX, settleWatched, WATCH_MS_MAX } from './settle-watched.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const patchB = patchOf('src/b.ts', 'const b = foo', 'const b = 1')

type Jobs = Readonly<Record<string, string>>

/** CI is red of these jobs at the newest commit, and a worker's patch for the first is pushed. */
async function fix(scene: Scene, jobs: Jobs, patch = goodPatch): Promise<string> {
  await scene.heard(await scene.red({ jobs }))
  const [newest] = await scene.store.listTasks({ limit: 1 })
  await handleReport(scene.lead(), ended(newest?.task.task_id ?? '', resultOf({ patch })))
  await scene.settle()
  return (await scene.github.head(repo, branch)) ?? ''
}

async function watched() {
  const scene = await world.begin()
  await scene.openPull()
  const sha = await fix(scene, { types: jobLog.types })
  return { scene, sha, short: sha.slice(0, 7) }
}

test('a commit is resolved once the workflow that was red is green, not another one', async () => {
  const { scene, sha, short } = await watched()

  await scene.heard(await scene.green(sha, 'Labels'))
  const before = await scene.tasks()
  await scene.heard(await scene.green(sha))
  await scene.settle()

  expect(before).toEqual([`watching: pushed ${short}, waiting for CI`])
  expect(await scene.tasks()).toEqual([`resolved: CI is green on ${short}`])
  expect(scene.github.comments(repo, 1)[0]?.body).toContain('Resolved')
  expect(scene.told()).toEqual([])
})

test('who asks for good news hears of a resolved commit, and once', async () => {
  const { scene, sha } = await watched()
  const { url } = scene.receiver
  scene.configure({}, { notify: [{ url, severities: ['info'] }] })

  await scene.heard(await scene.green(sha))
  await scene.settle()
  await scene.heard(await scene.green(sha))
  await scene.settle()

  expect(scene.told()).toEqual([expect.stringMatching(/^resolved\./)])
  expect(JSON.parse(scene.receiver.received()[0]?.body ?? '')).toMatchObject({
    ...{ severity: 'info', title: `${repo}#1 is green again` },
  })
})

test('a commit that is still red leads to another attempt that knows of the first', async () => {
  const { scene, short } = await watched()

  await scene.heard(await scene.red())
  await scene.settle()

  expect(await scene.tasks()).toEqual([
    `failed: CI is still red on ${short}`,
    'queued: waiting for a worker',
  ])
  const [newest] = await scene.store.listTasks({ limit: 1 })
  expect(newest?.task.prompt).toContain('fixed: made it a number')
})

test('a commit on which CI does not begin goes to a person, who is told why that may be', async () => {
  const { scene, sha, short } = await watched()

  await settleWatched(scene.lead(), repo, sha, Date.now() + BEGIN_MS_MAX - 60_000)
  const before = await scene.tasks()
  await settleWatched(scene.lead(), repo, sha, Date.now() + BEGIN_MS_MAX + 60_000)
  await scene.settle()

  expect(before).toEqual([`watching: pushed ${short}, waiting for CI`])
  expect(await scene.tasks()).toEqual([
    expect.stringMatching(
      /^escalated: CI has not begun on .*: GitHub is late, .* pushes with this credential start none/,
    ),
  ])
  expect(scene.told()).toHaveLength(1)
})

test.each(['cancelled', 'action_required'] as const)(
  'a commit whose CI is %s goes to a person',
  async (conclusion) => {
    const { scene, sha, short } = await watched()
    const jobs = [{ name: 'types', conclusion, log: '' }]

    await scene.heard(await scene.github.recordRun({ repo, branch, sha, jobs }))
    await scene.settle()

    expect(await scene.tasks()).toEqual([
      `escalated: CI was stopped or waits for a person on ${short}`,
    ])
    expect(scene.told()).toHaveLength(1)
  },
)

test('a commit that CI never judges goes to a person in the end', async () => {
  const { scene, sha, short } = await watched()
  const look = (afterMs: number) => settleWatched(scene.lead(), repo, sha, Date.now() + afterMs)
  await scene.heard(await scene.green(sha, 'Labels'))

  await look(WATCH_MS_MAX - 60_000)
  const before = await scene.tasks()
  await look(WATCH_MS_MAX + 60_000)
  await scene.settle()

  expect(before).toEqual([`watching: pushed ${short}, waiting for CI`])
  expect(await scene.tasks()).toEqual([`escalated: CI has not judged ${short} within six hours`])
  expect(scene.told()).toHaveLength(1)
})

const { types, otherTypes, moreTypes } = jobLog
const chains: [string, [Jobs, Jobs, Jobs]][] = [
  ['of one cause', [{ types }, { types }, { types }]],
  [
    'that each leave something else red',
    [{ types, otherTypes, moreTypes }, { otherTypes, moreTypes }, { moreTypes }],
  ],
]

test.each(chains)(
  'a chain of commits %s ends with a person',
  async (_name, [first, second, third]) => {
    const scene = await world.begin({ settings: { limits: { attempts: 2 } } })
    await scene.openPull()

    await fix(scene, first)
    await fix(scene, second, patchB)
    await scene.heard(await scene.red({ jobs: third }))
    await scene.settle()

    expect(await scene.decisions()).toContain('act: 2 of 2 attempts are used up: a person is next')
    expect(await scene.tasks()).toEqual([
      expect.stringContaining('failed: CI is still red'),
      expect.stringContaining('failed: CI is still red'),
      expect.stringContaining('escalated: 2 of 2 attempts are used up: '),
    ])
    expect(scene.told()).toHaveLength(1)
    expect(await scene.github.log(repo, branch)).toHaveLength(4)
  },
)
