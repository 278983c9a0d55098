import type { TaskResult } from '@millwright/protocol'
import { afterAll, expect, test } from 'vitest'
import { jobLog, TYPES_COMMAND } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene, type SceneWish } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import {
  ended,
  goodPatch,
  patchOf,
  proof,
  proofs,
  resultOf,
} from '../tasks/worker-result.fixture.ts'
import { commentOn } from '../telling/comment-on.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

interface Claim {
  readonly result: TaskResult
  readonly log?: string
  readonly wish?: SceneWish
  /** What happens while the result waits to be delivered. */
  readonly meanwhile?: (scene: Scene) => unknown
}

/** A worker reports the result, and the lead does with it what it will. */
async function claim({ result, log = jobLog.types, wish = {}, meanwhile }: Claim) {
  const scene = await world.begin(wish)
  const { sha } = await scene.openPull()
  await scene.heard(await scene.red({ jobs: { job: log } }))
  await handleReport(scene.lead(), ended(await scene.onlyTask(), result))
  await meanwhile?.(scene)
  await scene.settle()
  return { scene, sha, isUntouched: (await scene.github.head(repo, branch)) === sha }
}

const green = [proof(TYPES_COMMAND, 0)]
const red = [proof(TYPES_COMMAND, 1)]
const unproven = 'escalated: the patch came without a proof of red before and green after'

const refused: [string, string, Claim][] = [
  [
    'a patch for a task to investigate',
    'escalated: a patch came for a task to investigate: nothing is pushed',
    {
      result: resultOf({ proof: proofs('npm test') }),
      log: jobLog.unclear,
      wish: { settings: { limits: { reruns: 0 } } },
    },
  ],
  ['a fix without a proof', unproven, { result: resultOf({ proof: proofs() }) }],
  [
    'a changed test without a proof',
    unproven,
    { result: resultOf({ outcome: 'test_change', proof: proofs() }) },
  ],
  ['proofs of another command', unproven, { result: resultOf({ proof: proofs('true') }) }],
  [
    'a proof that was green before',
    unproven,
    { result: resultOf({ proof: { before: green, after: green, restored: green } }) },
  ],
  [
    'a proof that is red with the tests as they were',
    unproven,
    { result: resultOf({ proof: { before: red, after: green, restored: red } }) },
  ],
  [
    "a proof that lacks one of the operator's commands",
    unproven,
    { result: resultOf(), wish: { repository: { validation: ['npm test'] } } },
  ],
  [
    'a fix without a patch',
    'escalated: the gate refused: block, empty-patch: the patch is empty',
    { result: resultOf({ patch: '' }) },
  ],
  [
    'a patch that does not apply',
    'escalated: the push was refused: the patch does not apply',
    { result: resultOf({ patch: patchOf('src/a.ts', 'const z = 9', 'const z = 8') }) },
  ],
  [
    'a patch that git would put on another line than it names',
    'escalated: the push was refused: src/a.ts: git puts the changed lines elsewhere',
    { result: resultOf({ patch: goodPatch.replace('@@ -1 +1 @@', '@@ -7 +7 @@') }) },
  ],
  [
    'a patch of the workflow',
    'escalated: the gate refused: block',
    { result: resultOf({ patch: patchOf('.github/workflows/ci.yml', 'on: push', 'on: never') }) },
  ],
  [
    'a fix that changes a test',
    'awaiting_approval: the fix changes a test: a person decides',
    { result: resultOf({ outcome: 'test_change' }) },
  ],
  [
    'a fix that by its own account is a migration',
    'awaiting_approval: a person decides: by its own account the fix touches database_migration',
    { result: resultOf({ risks: ['database_migration'] }) },
  ],
  [
    'a fix from a worker without a sandbox',
    'awaiting_approval: the worker had no sandbox',
    { result: resultOf({ sandbox: 'none' }) },
  ],
  [
    'a fix in mode staged',
    'awaiting_approval: mode staged: the patch waits for a person',
    { result: resultOf(), wish: { repository: { mode: 'staged' } } },
  ],
  [
    'a fix of a repository that was set to report meanwhile',
    'awaiting_approval: mode report: the patch waits for a person',
    { result: resultOf(), meanwhile: (scene) => scene.configure({ mode: 'report' }) },
  ],
  [
    'a fix of a branch that was protected meanwhile',
    'escalated: feat/x is protected and never written to',
    { result: resultOf(), meanwhile: (s) => s.configure({ protected_branches: [branch] }) },
  ],
  [
    'a fix of a repository where less is allowed than when the task began',
    'awaiting_approval: what is allowed in the repository has changed since the task began',
    { result: resultOf(), meanwhile: (s) => s.configure({}, { limits: { files: 1 } }) },
  ],
]

test.each(refused)('%s: nothing is pushed, and a person is told once', async (_name, end, what) => {
  const { scene, isUntouched } = await claim(what)

  expect(await scene.tasks()).toEqual([expect.stringContaining(end)])
  expect(isUntouched).toBe(true)
  expect(scene.told()).toHaveLength(1)
  expect(scene.github.comments(repo, 1)).toHaveLength(1)
  expect(scene.github.refUpdates(repo).filter(({ pusher }) => pusher === 'mill')).toEqual([])
})

const overtaken: [string, string, (scene: Scene) => unknown][] = [
  [
    'closed',
    'superseded: the pull request was closed',
    (scene) => scene.github.closePullRequest(repo, 1),
  ],
  [
    'pushed to',
    'superseded: the branch moved on to ',
    (scene) => scene.github.pushCommit({ repo, branch, files: {}, message: 'More' }),
  ],
  [
    'turned to another base',
    'superseded: the pull request was turned to another base, release instead of main',
    (scene) => scene.github.turnPullRequest(repo, 1, 'release'),
  ],
  [
    'switched off',
    'cancelled: switched off by ada',
    (scene) => scene.store.switchPull(repo, 1, 'ada'),
  ],
]

test.each(overtaken)(
  'a fix of a pull request that was %s meanwhile is not pushed',
  async (_name, end, meanwhile) => {
    const { scene } = await claim({ result: resultOf(), meanwhile })

    expect(await scene.tasks()).toEqual([expect.stringContaining(end)])
    expect(scene.told()).toEqual([])
    expect(scene.github.refUpdates(repo).filter(({ pusher }) => pusher === 'mill')).toEqual([])
  },
)

test('in mode report no worker is asked, and the diagnosis is the comment', async () => {
  const scene = await world.begin({ repository: { mode: 'report' } })
  await scene.openPull()

  await scene.heard(await scene.red())
  await scene.settle()

  expect(await scene.tasks()).toEqual(['commented: mode report: the diagnosis is the answer'])
  expect((await scene.queues.depths()).tasks.waiting).toBe(0)
  expect(scene.github.comments(repo, 1)[0]?.body).toContain('TypeScript reports TS2322')
})

test('a proven fix is pushed as one commit on the diagnosed head', async () => {
  const { scene, sha } = await claim({ result: resultOf() })

  const [commit] = await scene.github.log(repo, branch)
  expect(await scene.tasks()).toEqual([
    `watching: pushed ${commit?.sha.slice(0, 7)}, waiting for CI`,
  ])
  expect(commit?.parents).toEqual([sha])
  expect(await scene.github.file(repo, branch, 'src/a.ts')).toBe('const a = 1')
  expect(scene.told()).toEqual([])
})

test('reports of an attempt that was replaced, and repeats, change nothing', async () => {
  const { scene } = await claim({ result: resultOf({ outcome: 'gave_up', patch: '' }) })
  const id = await scene.onlyTask()
  const before = await scene.store.getTask(id)

  await handleReport(scene.lead(), ended(id, resultOf(), 1))
  await handleReport(scene.lead(), ended(id, resultOf({ patch: goodPatch }), 2))
  await scene.settle()

  expect(await scene.store.getTask(id)).toEqual(before)
})

test('the comment links the log of every red job of the run, and lives without the run', async () => {
  const scene = await world.begin({ repository: { mode: 'report' } })
  await scene.openPull()
  const run = await scene.red({ jobs: { types: jobLog.types, test: jobLog.unclear } })

  await scene.heard(run)
  // Somebody deletes the run before there is a comment.
  scene.github.faults.failNext({ path: '/attempts/1/jobs', status: 404, times: 99 })
  await scene.settle()

  const body = scene.github.comments(repo, 1)[0]?.body ?? ''
  expect(body).toContain('2 jobs of the run are red')
  for (const { id } of run.attempts[0]?.jobs ?? []) expect(body).toContain(`/job/${id}))`)
})

test('labels that are asked for are put on a pull request once, and stay off when taken off', async () => {
  const wish = { repository: { mode: 'staged', labels: ['mended', 'by a mill'] } }
  const { scene } = await claim({ result: resultOf(), wish })
  const id = await scene.onlyTask()
  const before = scene.github.labels(repo, 1)
  const asked = () => scene.github.requests().filter(({ path }) => path.endsWith('/labels')).length

  await commentOn(scene.lead(), id)

  expect(before).toEqual(['mended', 'by a mill'])
  expect(asked()).toBe(1)
})

test('labels that GitHub refuses are told of, and the comment is there all the same', async () => {
  const wish = { repository: { mode: 'staged', labels: ['mended'] } }
  const meanwhile = (scene: Scene) =>
    scene.github.faults.failNext({ path: '/labels', status: 403, times: 9 })
  const { scene } = await claim({ result: resultOf(), wish, meanwhile })

  const events = await scene.store.readEvents({ after: '0', limit: 100 })
  expect(events.map(({ event }) => event.text)).toContain('no labels on #1: GitHub refused them')
  expect(scene.github.comments(repo, 1)).toHaveLength(1)
  expect(scene.github.labels(repo, 1)).toEqual([])
})
