import { generateKeyPairSync } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { look } from '../rounds/look.fixture.ts'
import { handleRun } from '../runs/handle-run.ts'
import { jobLog, logOf } from '../runs/job-log.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { retryTask } from '../tasks/retry-task.ts'
import { stopTask } from '../tasks/stop-task.ts'
import { supersede } from '../tasks/supersede.ts'
import { ended, reportOf, resultOf } from '../tasks/worker-result.fixture.ts'
import { cutEverywhere, type Moment } from './cut-everywhere.fixture.ts'
import { openLeadWorld } from './lead-world.fixture.ts'
import { branch, repo, type SceneWish } from './scene.fixture.ts'

const world = await openLeadWorld()
afterAll(() => world.close())

const CUTS_MS_MAX = 280_000
const app = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

const moments: [string, string, () => Promise<Moment>][] = [
  [
    'two red jobs',
    'fix_types 0/0 queued',
    () => redRun({ types: jobLog.types, more: jobLog.otherTypes }, { app }),
  ],
  ['a red job for a person', 'escalate 0/0 escalated', () => redRun({ deploy: jobLog.secret })],
  ['a claim', 'fix_types 0/1 running', () => report({ kind: 'claimed' })],
  ['a result', 'fix_types 0/1 watching', () => report({ kind: 'completed', result: resultOf() })],
  [
    'a failure of the worker',
    'fix_types 0/1 escalated: MW_X: it broke',
    () => report({ kind: 'failed', code: 'MW_X', message: 'it broke' }),
  ],
  ['a push on a task at work', 'fix_types 0/1 superseded', push],
  ['a cancellation of a waiting task', 'fix_types 0/0 cancelled', cancellation],
  ['a retry', 'fix_types 1/1 queued: retried by ada', retry],
]

const network = logOf('npm ci', 'npm error code ECONNRESET', 'npm error network aborted')

const chances: [string, string, () => Promise<Moment>][] = [
  ['what may be chance', 'wait: its failed jobs are run again first', () => redRun({ network })],
  ['what was chance', 'skip: green when run again (attempt 2)', () => chance({})],
  ['what was none', 'act: an agent may look for the cause', () => chance({ network })],
  [
    'what GitHub does not run again',
    'act: an agent may look for the cause',
    () => redRun({ network }, { settings: { limits: { rerun_minutes: 0 } } }),
  ],
]

test.each(chances)(
  '%s: a lead that dies anywhere orders one rerun, and loses no answer',
  async (_name, end, arrange) => {
    const { whole, ends } = await cutEverywhere(await arrange(), look)

    expect(whole.decisions[0]).toContain(end)
    expect(whole.attempts).toEqual([expect.any(Number)])
    expect(ends).toEqual(Object.fromEntries(Object.keys(ends).map((cut) => [cut, whole])))
  },
  CUTS_MS_MAX,
)

test.each(moments)(
  '%s: a lead that dies anywhere changes nothing but the time it takes',
  async (_name, end, arrange) => {
    const { whole, ends } = await cutEverywhere(await arrange(), look)

    expect(whole.tasks).toEqual([expect.stringContaining(end)])
    expect(ends).toEqual(Object.fromEntries(Object.keys(ends).map((cut) => [cut, whole])))
  },
  CUTS_MS_MAX,
)

async function redRun(jobs: Record<string, string>, wish: SceneWish = {}): Promise<Moment> {
  const scene = await world.begin(wish)
  await scene.openPull()
  const run = await scene.red({ jobs })
  return { scene, act: (parts) => handleRun(parts, repo, run.id, 1) }
}

/** A run that we had run again has ended: green, or red of these jobs. */
async function chance(jobs: Record<string, string>): Promise<Moment> {
  const scene = await world.begin()
  await scene.openPull()
  const run = await scene.red({ jobs: { network } })
  await scene.heard(run)
  await scene.settle()
  await scene.rerun(run, jobs)
  return { scene, act: (parts) => handleRun(parts, repo, run.id, 2) }
}

async function report(body: Parameters<typeof reportOf>[1]): Promise<Moment> {
  const { scene, id } = await queued()
  return { scene, act: (parts) => handleReport(parts, reportOf(id, body)) }
}

async function push(): Promise<Moment> {
  const { scene, id } = await queued()
  await handleReport(scene.lead(), reportOf(id, { kind: 'claimed' }))
  const sha = await scene.github.pushCommit({ repo, branch, files: {}, message: 'More' })
  return {
    scene,
    act: (parts) => supersede(parts, { repo, pr: 1, branch, sha }),
    isReconciled: true,
  }
}

async function cancellation(): Promise<Moment> {
  const { scene, id } = await queued()
  return {
    scene,
    act: (parts) => stopTask(parts, id, 'cancelled', 'cancelled by ada'),
    isReconciled: true,
  }
}

async function retry(): Promise<Moment> {
  const { scene, id } = await queued()
  await handleReport(scene.lead(), ended(id, resultOf({ outcome: 'gave_up', patch: '' })))
  await scene.settle()
  return { scene, act: (parts) => retryTask(parts, id, 'ada') }
}

async function queued() {
  const scene = await world.begin()
  await scene.openPull()
  await scene.heard(await scene.red())
  await scene.settle()
  return { scene, id: await scene.onlyTask() }
}
