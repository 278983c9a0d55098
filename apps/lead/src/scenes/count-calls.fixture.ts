import { refreshCloneToken } from '../clone-token.ts'
import { handleOutgoing } from '../handle-outgoing.ts'
import { pullDeliveries } from '../intake/pull-deliveries.ts'
import { poll } from '../rounds/poll.ts'
import { sweep } from '../rounds/sweep.ts'
import { handleRun } from '../runs/handle-run.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { handleReport } from '../tasks/handle-report.ts'
import { ended, resultOf } from '../tasks/worker-result.fixture.ts'
import type { LeadWorld } from './lead-world.fixture.ts'
import { branch, repo, type Scene, type SceneWish } from './scene.fixture.ts'

const HOUR_SECONDS = 3_600

/** What a lead that has been running asks GitHub for one red job. */
export interface Calls {
  /** From the webhook of the red run to the first sign on GitHub, that one included. */
  readonly toFirstSign: number
  /** The same in milliseconds. */
  readonly firstSignMs: number
  /** Until everything is said that there is to say. */
  readonly all: number
  /** Of all, those that GitHub counts against its limit: what has not changed is free. */
  readonly paid: number
}

/**
 * A job that only a person can mend: log, diagnosis, check and comment. Where its workflow was
 * green before, the log of that run is read as well.
 */
export async function callsOfAnswer(
  world: LeadWorld,
  wish: SceneWish,
  wasGreen = false,
): Promise<Calls> {
  const { scene, counted, work } = await beginCount(world, wish)
  if (wasGreen) await work(await greenBefore(scene))
  const run = await scene.red({ jobs: { deploy: jobLog.secret } })

  return counted(() => work(run))
}

/**
 * A job that is mended: besides, push, check at our commit, and what CI says of it. A later one
 * finds the tokens for git, which an App asks for anew after 25 minutes (read) and 50 (write).
 */
export async function callsOfFix(
  world: LeadWorld,
  wish: SceneWish,
  isLater: boolean,
): Promise<Calls> {
  const { scene, counted, work, settle, lead } = await beginCount(world, wish)
  if (isLater) {
    await refreshCloneToken(lead, repo)
    await lead.github.pushToken(repo)
  }
  const run = await scene.red()

  return counted(async () => {
    await work(run)
    await handleReport(lead, ended(await newestTask(scene), resultOf()))
    await settle()
    await work(await scene.green((await scene.github.head(repo, branch)) ?? ''))
    const [record] = await scene.store.listTasks({ limit: 1 })
    if (record?.state !== 'resolved') throw new Error(`the task is ${record?.state}`)
  })
}

async function beginCount(world: LeadWorld, wish: SceneWish) {
  const scene = await world.begin(wish)
  const lead = scene.lead()
  await scene.openPull()
  // Its own name and its installation are asked for once in the life of a lead.
  await lead.github.whoAmI()
  await lead.github.branchHead(repo, 'main')
  const calls = () => scene.github.requests().filter(({ path }) => !path.includes('.git/'))
  const settle = async () => {
    for (let jobs = await scene.takeOutgoing(); jobs.length > 0; jobs = await scene.takeOutgoing())
      for (const job of jobs) await handleOutgoing(lead, job)
  }
  return {
    ...{ scene, lead, settle },
    work: async (run: { readonly id: number; readonly headCommit: { readonly sha: string } }) => {
      await settle()
      await handleRun(lead, repo, run.id, 1, run.headCommit.sha)
      await settle()
    },
    counted: async (act: () => Promise<void>): Promise<Calls> => {
      const before = calls().length
      const beganAt = Date.now()
      await act()
      const made = calls().slice(before)
      const first = made.findIndex((call) => isSign(call))
      const firstSignMs = Date.parse(made[first]?.at ?? '') - beganAt
      const paid = made.filter(({ status }) => status !== 304).length
      return { toFirstSign: first + 1, firstSignMs, all: made.length, paid }
    },
  }
}

async function greenBefore({ github }: Scene) {
  const sha = (await github.head(repo, 'main')) ?? ''
  const jobs = [{ name: 'deploy', log: 'all is well\n', conclusion: 'success' as const }]
  return github.recordRun({ repo, branch: 'main', sha, name: 'CI', jobs })
}

/** What people see; a token for git is none. */
function isSign({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return method === 'POST' && !path.endsWith('/access_tokens')
}

async function newestTask({ store }: Scene): Promise<string> {
  const [record] = await store.listTasks({ limit: 1 })
  if (!record) throw new Error('there is no task')
  return record.task.task_id
}

/**
 * An hour in which nothing happens, by the intervals that hold unless an operator sets others: all
 * calls, and those that GitHub counts.
 */
export async function callsOfIdleHour(world: LeadWorld, wish: SceneWish) {
  const { scene, lead } = await beginCount(world, wish)
  const { sweep_seconds, pull_seconds, poll_seconds } = lead.config.github
  const now = Date.now()
  const before = scene.github.requests().length
  for (let s = 0; s < HOUR_SECONDS; s += sweep_seconds) await sweep(lead, now + s * 1000)
  for (let s = 0; s < HOUR_SECONDS; s += pull_seconds) await pullDeliveries(lead, now + s * 1000)
  for (let s = 0; s < HOUR_SECONDS; s += poll_seconds) await poll(lead, now + s * 1000)
  const made = scene.github.requests().slice(before)
  return { all: made.length, counted: made.filter(({ status }) => status !== 304).length }
}
