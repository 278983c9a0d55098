import { afterAll, expect, test } from 'vitest'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import { handleRun } from './handle-run.ts'
import { jobLog } from './job-log.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

test('one cause in three jobs and two runs makes one task, and the others name it', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const { types } = jobLog

  await scene.heard(await scene.red({ jobs: { 'types (20)': types, 'types (22)': types } }))
  await scene.heard(await scene.red({ name: 'Nightly', jobs: { types } }))

  const id = await scene.onlyTask()
  const skipped = `skip: ${id} has taken up the same cause at this commit`
  expect(await scene.decisions()).toEqual(['act: an agent may try to fix it', skipped, skipped])
  expect((await scene.queues.depths()).tasks.waiting).toBe(1)
  expect((await scene.store.getTask(id))?.task.trust).toBe('own')
})

test('the template that a task was made from is kept whole before the task is there', async () => {
  const scene = await world.begin()
  await scene.openPull()

  await scene.heard(await scene.red())

  const { name = '', hash = '' } =
    (await scene.store.getTask(await scene.onlyTask()))?.task.template ?? {}
  const version = await scene.store.getPromptVersion(hash)
  expect(version?.name).toBe(name)
  expect(version?.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining([`${name}.prompt.md`, 'partials/safety.md']),
  )
})

test.each([
  ['gave_up', 'escalated'],
  ['not_reproduced', 'commented'],
  ['failed', 'escalated'],
] as const)('a cause whose task ended with %s is not taken up again', async (outcome, state) => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(id, resultOf({ outcome, patch: '' })))
  await scene.settle()

  await scene.heard(await scene.red({ name: 'Nightly' }))

  expect((await scene.store.getTask(await scene.onlyTask()))?.state).toBe(state)
  expect((await scene.decisions()).at(-1)).toBe(
    `skip: ${id} has taken up the same cause at this commit`,
  )
})

test('two runs that are heard of at once make one task; the other cause waits for it', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const runs = [
    await scene.red(),
    await scene.red({ name: 'B', jobs: { types: jobLog.otherTypes } }),
  ]
  const lead = scene.lead()

  await Promise.all([...runs, ...runs].map((run) => handleRun(lead, repo, run.id, 1)))

  const id = await scene.onlyTask()
  expect((await scene.decisions()).toSorted()).toEqual([
    'act: an agent may try to fix it',
    `wait: ${id} is still at work on the same branch`,
  ])
})

const leftAlone: [string, string, (scene: Scene) => Promise<{ readonly id: number }>][] = [
  [
    'on a protected branch',
    'skip: the run is on a protected branch, which is never written to',
    async (scene) => {
      await scene.openPull()
      scene.configure({ protected_branches: [branch] })
      return scene.red()
    },
  ],
  [
    'of a closed pull request',
    'skip: there is no open pull request to work for',
    async (scene) => {
      const { number } = await scene.openPull()
      await scene.github.closePullRequest(repo, number)
      return scene.red()
    },
  ],
  [
    'of a fork',
    'skip: the pull request comes from a fork and forks are not enabled here',
    async (scene) => {
      const { sha } = await scene.openPull({ fork: 'stranger' })
      return scene.red({ sha })
    },
  ],
  [
    'of a draft',
    'skip: the pull request is a draft',
    async (scene) => {
      await scene.openPull({ draft: true })
      return scene.red()
    },
  ],
  [
    'on a commit that was pushed over',
    'skip: the branch has moved on to ',
    async (scene) => {
      const { sha } = await scene.openPull()
      await scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })
      return scene.red({ sha })
    },
  ],
  [
    'while everything is paused',
    'wait: everything is paused in the configuration',
    async (scene) => {
      await scene.openPull()
      scene.configure({}, { paused: true })
      return scene.red()
    },
  ],
]

test.each(leftAlone)('a red run %s is left alone with its reason', async (_name, why, arrange) => {
  const scene = await world.begin()
  const run = await arrange(scene)

  await scene.heard(run)
  await scene.settle()

  expect(await scene.decisions()).toEqual([expect.stringContaining(why)])
  expect(await scene.store.listTasks({ limit: 9 })).toEqual([])
  expect(scene.told()).toEqual([])
})

test('a run of a fork that is looked at is answered with a comment alone', async () => {
  const scene = await world.begin({ repository: { forks: true } })
  const { sha } = await scene.openPull({ fork: 'stranger' })

  await scene.heard(await scene.red({ sha }))
  await scene.settle()

  const record = await scene.store.getTask(await scene.onlyTask())
  expect(record).toMatchObject({ state: 'commented', epoch: 0, task: { trust: 'fork' } })
  expect(scene.github.comments(repo, 1)).toHaveLength(1)
  expect((await scene.queues.depths()).tasks.waiting).toBe(0)
})

test('a red default branch that a person must mend is told to one, without a pull request', async () => {
  const scene = await world.begin()

  await scene.heard(await scene.red({ branch: 'main', jobs: { deploy: jobLog.secret } }))
  await scene.settle()

  expect((await scene.store.getTask(await scene.onlyTask()))?.state).toBe('escalated')
  expect(scene.told()).toHaveLength(1)
})

test('a repository that is not in the configuration is told of and left alone', async () => {
  const scene = await world.begin()
  const run = await scene.red({ branch: 'main' })
  scene.configure({}, { repositories: {} })

  await scene.heard(run)

  const events = await scene.store.readEvents({ after: null, limit: 10 })
  expect(events.map(({ event }) => event.text)).toEqual([
    `run ${run.id} left alone: the repository is not in the configuration`,
  ])
})

test('a run that was answered is not answered anew when its delivery comes a hundred times more', async () => {
  const scene = await world.begin()
  await scene.openPull()
  await scene.store.switchPull(repo, 1, 'ada')
  const run = await scene.red()
  await scene.heard(run)
  await scene.store.switchPull(repo, 1, null)
  const before = scene.github.requests().length

  const lead = scene.lead()
  await Promise.all(Array.from({ length: 100 }, () => handleRun(lead, repo, run.id, 1)))

  expect(await scene.decisions()).toEqual([
    'skip: ada switched Millwright off on this pull request',
  ])
  expect(await scene.store.listTasks({ limit: 9 })).toEqual([])
  expect(scene.github.requests()).toHaveLength(before)
})

test('a run with more failed jobs than are read says so', async () => {
  const scene = await world.begin()
  await scene.openPull()
  const names = Array.from({ length: 51 }, (_, i) => `shard ${i + 1}`)

  await scene.heard(await scene.red({ jobs: Object.fromEntries(names.map((n) => [n, ''])) }))

  const events = await scene.store.readEvents({ after: null, limit: 300 })
  expect(await scene.decisions()).toHaveLength(50)
  expect(events.map(({ event }) => event.text)).toContainEqual(
    expect.stringContaining('51 jobs failed, the first 50 are read'),
  )
})
