import { cancelRequested, requestCancel } from '@millwright/report'
import { afterAll, expect, test } from 'vitest'
import { handleCommand } from '../commands/handle-command.ts'
import { handleMaintenance } from '../rounds/handle-maintenance.ts'
import { handleRun } from '../runs/handle-run.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene, type SceneWish } from '../scenes/scene.fixture.ts'
import { handleReport } from './handle-report.ts'
import { retryTask } from './retry-task.ts'
import { ended, reportOf, resultOf } from './worker-result.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

async function escalated(log = jobLog.types, wish: SceneWish = {}) {
  const scene = await world.begin(wish)
  await scene.openPull()
  await scene.heard(await scene.red({ jobs: { job: log } }))
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(id, resultOf({ outcome: 'gave_up', patch: '' })))
  await scene.settle()
  return { scene, id }
}

const refused: [string, string, string, (scene: Scene, id: string) => unknown][] = [
  [
    'a branch that moved on',
    'the branch moved on',
    jobLog.types,
    (scene) => scene.github.pushCommit({ repo, branch, files: {}, message: 'More' }),
  ],
  [
    'a repository that may not be edited any more',
    'mode report: no worker may edit acme/web',
    jobLog.types,
    (scene) => scene.configure({ mode: 'report' }),
  ],
  [
    'a repository that is no longer watched',
    'mode off: no worker may edit acme/web',
    jobLog.types,
    (scene) => scene.configure({}, { repositories: {} }),
  ],
  [
    'a branch on which another task is at work',
    'ci-fix-acme__web-1-',
    jobLog.types,
    async (scene) => scene.heard(await scene.red({ jobs: { job: jobLog.otherTypes } })),
  ],
  [
    'a pull request that was switched off',
    'bob switched Millwright off there: /millwright on comes first',
    jobLog.types,
    (scene) => scene.store.switchPull(repo, 1, 'bob'),
  ],
  [
    'a pull request that was closed',
    'the pull request was closed',
    jobLog.types,
    (scene) => scene.github.closePullRequest(repo, 1),
  ],
  ['work for a person', 'it is work for a person', jobLog.secret, () => undefined],
]

test.each(refused)('%s: nothing is retried, and why is told', async (_name, why, log, arrange) => {
  const { scene, id } = await escalated(log)
  await arrange(scene, id)
  const before = await scene.store.getTask(id)

  await retryTask(scene.lead(), id, 'ada')

  const events = await scene.store.readEvents({ after: null, limit: 50 })
  expect(events.at(-1)?.event.text).toContain(`not retried: ${why}`)
  expect(await scene.store.getTask(id)).toEqual(before)
})

test('a cancel that was written before a retry away from GitHub does not stop it', async () => {
  const { scene, id } = await escalated()
  const { id: commentId } = scene.github.comment(repo, 1, '/millwright cancel')
  const at = scene.github.comments(repo, 1).at(-1)?.createdAt
  await handleMaintenance(scene.lead(), {
    kind: 'retry',
    task_id: id,
    actor: 'ada',
    ...(at && { at }),
  })

  await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId })
  const before = await scene.tasks()
  const { id: later } = scene.github.comment(repo, 1, '/millwright cancel')
  await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId: later })

  expect(before).toEqual(['queued: retried by ada'])
  expect(await scene.tasks()).toEqual(['cancelled: cancelled by ada'])
})

test('a retry that is refused does not outdate a cancel that was written before it', async () => {
  const { scene, id } = await escalated()
  await retryTask(scene.lead(), id, 'ada')
  await handleReport(scene.lead(), reportOf(id, { kind: 'claimed' }, 2))
  const said = ['cancel', 'retry'].map((name) =>
    scene.github.comment(repo, 1, `/millwright ${name}`, 'ada', new Date()),
  )

  for (const { id: commentId } of said.toReversed()) {
    await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId })
  }

  expect(await scene.tasks()).toEqual(['cancelled: cancelled by ada'])
})

test.each([1, 2])('a cancel after the click stops a retry that is done %i times', async (times) => {
  const { scene, id } = await escalated()
  const at = new Date()
  const retry = { kind: 'retry', task_id: id, actor: 'bob', at: at.toISOString() } as const
  if (times === 2) await handleMaintenance(scene.lead(), retry)
  const later = new Date(at.getTime() + 60_000)
  const { id: commentId } = scene.github.comment(repo, 1, '/millwright cancel', 'ada', later)
  await handleMaintenance(scene.lead(), retry)

  await handleCommand(scene.lead(), { kind: 'command', repo, pr: 1, commentId })

  expect(await scene.tasks()).toEqual(['cancelled: cancelled by ada'])
})

test('a task that is not finished is not retried', async () => {
  const { scene, id } = await escalated()
  await retryTask(scene.lead(), id, 'ada')
  await handleReport(scene.lead(), reportOf(id, { kind: 'claimed' }, 2))

  await retryTask(scene.lead(), id, 'ada')

  expect(await scene.tasks()).toEqual(['running: claimed again by w1'])
})

test('a retried task is new work, is not stopped by an old wish, and its comment says so', async () => {
  const { scene, id } = await escalated()
  const wish = { kind: 'cancel', task_id: id, outcome: 'cancelled', reason: 'x' } as const
  await requestCancel({ redis: scene.redis }, wish)
  const before = (await scene.queues.depths()).tasks.waiting

  await retryTask(scene.lead(), id, 'ada')
  await scene.settle()

  expect(await scene.tasks()).toEqual(['queued: retried by ada'])
  expect((await scene.queues.depths()).tasks.waiting).toBe(before + 1)
  expect(await cancelRequested(scene.redis, id)).toBeNull()
  expect(scene.github.comments(repo, 1)[0]?.body).toContain('Waiting for a worker')
})

test('in mode report a task to investigate may be retried', async () => {
  const { scene, id } = await escalated(jobLog.unclear, { settings: { limits: { reruns: 0 } } })
  scene.configure({ mode: 'report' })

  await retryTask(scene.lead(), id, 'ada')

  expect(await scene.tasks()).toEqual(['queued: retried by ada'])
})

test('a retry and another cause that come at once make one task at a time', async () => {
  const { scene, id } = await escalated()
  const other = await scene.red({ name: 'B', jobs: { job: jobLog.otherTypes } })
  const lead = scene.lead()
  let retried: Promise<string | null> = Promise.resolve(null)
  const github: typeof lead.github = {
    ...lead.github,
    // The last that is asked before the other cause is decided about.
    isProtected: async (...args) => {
      retried = retryTask(lead, id, 'ada')
      for (let call = 0; call < 20; call += 1) await lead.github.branchHead(repo, branch)
      return lead.github.isProtected(...args)
    },
  }

  await handleRun({ ...lead, github }, repo, other.id, 1)
  const objection = await retried

  const open = await scene.store.listTasks({ state: 'queued', limit: 9 })
  expect(open).toHaveLength(1)
  expect(objection).toBe(`${open[0]?.task.task_id} is at work there`)
})
