import { patchSha, type TaskResult } from '@millwright/protocol'
import { afterAll, expect, test } from 'vitest'
import { giveUpOutgoing } from '../handle-outgoing.ts'
import { settleWatched } from '../judging/settle-watched.ts'
import { approveTask } from '../pushes/answer-hold.ts'
import { deliver } from '../pushes/deliver.ts'
import { look } from '../rounds/look.fixture.ts'
import { handleRun } from '../runs/handle-run.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { supersede } from '../tasks/supersede.ts'
import { ended, goodPatch, resultOf } from '../tasks/worker-result.fixture.ts'
import { cutEverywhere, type Moment } from './cut-everywhere.fixture.ts'
import { openLeadWorld } from './lead-world.fixture.ts'
import { branch, repo, type SceneWish } from './scene.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const CUTS_MS_MAX = 280_000
const staged = { repository: { mode: 'staged' } }

type Row = [name: string, end: string, arrange: () => Promise<Moment>]

const closed: Row[] = [
  ['a fix for a person', 'awaiting_approval', () => delivery(resultOf(), staged)],
  ['an attempt that gave up', 'escalated', () => delivery(without('gave_up'))],
  ['an approval', 'watching: pushed SHA', approval],
  ['an answer', 'commented', () => delivery(without('not_reproduced'))],
]

test.each(closed)(
  '%s: a lead that dies anywhere changes nothing but the time it takes',
  (_name, end, arrange) => check(end, arrange, false),
  CUTS_MS_MAX,
)

/** Their comment is queued last of all, and nobody comes there again when it was not. */
const commented: Row[] = [
  ['a fix', 'watching: pushed SHA', () => delivery(resultOf())],
  ['a fix that comes too late', 'superseded: the branch moved on to SHA', lateFix],
  ['a delivery that is given up', 'failed: delivery given up: no route', givenUp],
  ['a green commit of ours', 'resolved: CI is green on SHA', greenCommit],
  ['a red commit of ours', 'queued: waiting for a worker', redCommit],
  ['a new cause on a commit of ours', 'watching: pushed SHA', newCause],
  ['a new cause that is gone', 'resolved: CI is green on SHA, once', goneCause],
  ['a new cause that stays', 'reverted by SHA', stayingCause],
  ['a push on a commit of ours', 'superseded: the branch moved on to SHA', push],
]

test.each(commented)(
  '%s: a lead that dies anywhere changes nothing, once the reconciler has passed',
  (_name, end, arrange) => check(end, arrange, true),
  CUTS_MS_MAX,
)

async function check(end: string, arrange: () => Promise<Moment>, isReconciled: boolean) {
  const { whole, ends } = await cutEverywhere({ ...(await arrange()), isReconciled }, look)

  expect(whole.tasks[0]).toContain(end)
  expect(ends).toEqual(Object.fromEntries(Object.keys(ends).map((cut) => [cut, whole])))
}

test('two leads that deliver one fix at the same time make one commit and one comment', async () => {
  const { scene, id } = await reported(resultOf())

  await Promise.all([deliver(scene.lead(), id), deliver(scene.lead(), id)])
  await scene.settle()

  const { commits, comments, tasks } = await look(scene)
  expect(commits).toEqual(['Fix the type error', 'A change', 'First commit'])
  expect(comments).toHaveLength(1)
  expect(tasks[0]).toContain('watching')
})

function without(outcome: TaskResult['outcome']): TaskResult {
  return resultOf({ outcome, patch: '' })
}

async function delivery(result: TaskResult, wish: SceneWish = {}): Promise<Moment> {
  const { scene, id } = await reported(result, wish)
  return { scene, act: (parts) => deliver(parts, id) }
}

async function approval(): Promise<Moment> {
  const { scene, id: task_id } = await reported(resultOf(), staged)
  await deliver(scene.lead(), task_id)
  await scene.settle()
  const job = { kind: 'approve', task_id, actor: 'ada', patch: patchSha(goodPatch) } as const
  return { scene, act: (parts) => approveTask(parts, job) }
}

async function lateFix(): Promise<Moment> {
  const moment = await delivery(resultOf())
  await moment.scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })
  return moment
}

async function givenUp(): Promise<Moment> {
  const { scene, id } = await reported(resultOf())
  const job = { kind: 'deliver', task_id: id } as const
  return { scene, act: (parts) => giveUpOutgoing(parts, job, new Error('no route')) }
}

async function greenCommit(): Promise<Moment> {
  const { scene, sha } = await watched()
  await scene.green(sha)
  return { scene, act: (parts) => settleWatched(parts, repo, sha) }
}

async function redCommit(): Promise<Moment> {
  const { scene } = await watched()
  const run = await scene.red()
  return { scene, act: (parts) => handleRun(parts, repo, run.id, 1) }
}

async function newCause(): Promise<Moment> {
  const { scene } = await watched()
  const run = await scene.red({ jobs: { types: jobLog.otherTypes } })
  return { scene, act: (parts) => handleRun(parts, repo, run.id, 1) }
}

async function goneCause(): Promise<Moment> {
  const { scene, run } = await runAgain()
  await scene.rerun(run)
  return { scene, act: (parts) => handleRun(parts, repo, run.id, 2) }
}

async function stayingCause(): Promise<Moment> {
  const { scene, run } = await runAgain()
  await scene.rerun(run, { types: jobLog.otherTypes })
  return { scene, act: (parts) => handleRun(parts, repo, run.id, 2) }
}

async function runAgain() {
  const { scene } = await watched()
  const run = await scene.red({ jobs: { types: jobLog.otherTypes } })
  await scene.heard(run)
  await scene.settle()
  return { scene, run }
}

async function push(): Promise<Moment> {
  const { scene } = await watched()
  const sha = await scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })
  return { scene, act: (parts) => supersede(parts, { repo, pr: 1, branch, sha }) }
}

async function watched() {
  const { scene, id } = await reported(resultOf())
  await deliver(scene.lead(), id)
  await scene.settle()
  return { scene, sha: (await scene.github.head(repo, branch)) ?? '' }
}

async function reported(result: TaskResult, wish: SceneWish = {}) {
  const scene = await world.begin(wish)
  await scene.openPull()
  await scene.heard(await scene.red())
  const id = await scene.onlyTask()
  await handleReport(scene.lead(), ended(id, result))
  await scene.takeOutgoing()
  return { scene, id }
}
