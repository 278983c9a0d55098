import { patchSha } from '@millwright/protocol'
import { afterAll, expect, test, vi } from 'vitest'
import { sweep } from '../rounds/sweep.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { openLeadWorld } from '../scenes/lead-world.fixture.ts'
import { branch, repo, type Scene } from '../scenes/scene.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, goodPatch, resultOf } from '../tasks/worker-result.fixture.ts'
import { approveTask, rejectTask } from './answer-hold.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const patch = patchSha(goodPatch)

/** A patch that waits because its repository is in mode `staged`. */
async function held() {
  const scene = await world.begin({ repository: { mode: 'staged' } })
  const { sha } = await scene.openPull()
  await scene.heard(await scene.red({ jobs: { job: jobLog.types } }))
  const task_id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(task_id, resultOf()))
  await scene.settle()
  const approve = (name = patch) =>
    approveTask(scene.lead(), { kind: 'approve', task_id, actor: 'ada', patch: name })
  return { scene, sha, task_id, approve }
}

async function ours(scene: Scene) {
  const commits = await scene.github.log(repo, branch)
  return commits.filter(({ message }) => message.includes('Millwright-Task:'))
}

test('the comment says which patch waits, until when, and how it is tried and approved', async () => {
  const { scene, sha, task_id } = await held()

  const [comment] = scene.github.comments(repo, 1)
  const record = await scene.store.getTask(task_id)

  expect(record?.hold).toMatchObject({ patch_sha: patch, head_sha: sha, base_branch: 'main' })
  expect(comment?.body).toContain(`waits until ${record?.hold?.until}`)
  expect(comment?.body).toContain(`git fetch origin pull/1/head && git switch --detach ${sha}`)
  expect(comment?.body).toContain(`millwright approve ${task_id} --patch ${patch.slice(0, 12)}`)
})

test('an approved patch becomes one commit, however often it is approved', async () => {
  const { scene, sha, approve } = await held()

  await approve(patch.slice(0, 12))
  await approve()
  await scene.settle()
  await approve()
  await scene.settle()

  expect(await ours(scene)).toMatchObject([{ parents: [sha] }])
  expect(await scene.tasks()).toEqual([expect.stringContaining('watching: pushed ')])
  expect(scene.github.comments(repo, 1)).toHaveLength(1)
})

const refused: [string, string, (scene: Scene) => unknown, string?][] = [
  ['another patch', 'the patch is ', () => undefined, patchSha('another')],
  [
    'other rules than when it was shown',
    'what is allowed in the repository has changed',
    (scene) => scene.configure({ mode: 'staged', validation: ['npm test'] }),
  ],
  [
    'a repository that is only reported on now',
    'mode report: nothing is pushed',
    (scene) => scene.configure({ mode: 'report' }),
  ],
  [
    'a repository that is no longer watched',
    'mode off: nothing is pushed',
    (scene) => scene.configure({}, { repositories: {} }),
  ],
]

test.each(refused)('%s: the approval does not count', async (_name, why, arrange, name) => {
  const { scene, sha, approve } = await held()
  await arrange(scene)

  await approve(name)
  await scene.settle()

  const events = await scene.store.readEvents({ after: null, limit: 50 })
  expect(events.at(-1)?.event.text).toContain(`not approved: ${why}`)
  expect(await scene.tasks()).toEqual([expect.stringContaining('awaiting_approval: ')])
  expect(await scene.github.head(repo, branch)).toBe(sha)
})

test('rules that change between approval and push make the patch wait again', async () => {
  const { scene, sha, approve } = await held()
  await approve()
  scene.configure({ mode: 'staged', validation: [], protected_branches: ['release'] })

  await scene.settle()

  const waits = 'awaiting_approval: approved, yet what is allowed in the repository has changed'
  expect(await scene.tasks()).toEqual([expect.stringContaining(waits)])
  expect(await scene.github.head(repo, branch)).toBe(sha)

  await approve()
  await scene.settle()

  expect(await ours(scene)).toHaveLength(1)
})

test('an approved patch for a branch that moved on is not pushed', async () => {
  const { scene, approve } = await held()
  const head = await scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })

  await approve()
  await scene.settle()

  expect(await scene.tasks()).toEqual([expect.stringContaining('superseded: the branch moved on')])
  expect(await scene.github.head(repo, branch)).toBe(head)
})

test('a patch that nobody approved in its time waits no longer', async () => {
  const { scene, sha, approve } = await held()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 73 * 60 * 60 * 1000 })
  try {
    await approve()
    expect(await scene.tasks()).toEqual([expect.stringContaining('awaiting_approval: ')])

    await sweep(scene.lead())
  } finally {
    vi.useRealTimers()
  }
  await scene.settle()

  expect(await scene.tasks()).toEqual([expect.stringContaining('cancelled: nobody approved')])
  expect(await scene.github.head(repo, branch)).toBe(sha)
})

test('a rejected patch is dropped with the reason, and cannot be approved any more', async () => {
  const { scene, sha, task_id, approve } = await held()

  const no = { kind: 'reject', task_id, actor: 'bob', why: 'not like this' } as const
  await rejectTask(scene.lead(), no)
  await rejectTask(scene.lead(), no)
  await approve()
  await scene.settle()

  expect(await scene.tasks()).toEqual(['cancelled: rejected by bob: not like this'])
  expect(scene.github.comments(repo, 1)[0]?.body).toContain('rejected by bob: not like this')
  expect(await scene.github.head(repo, branch)).toBe(sha)
})
