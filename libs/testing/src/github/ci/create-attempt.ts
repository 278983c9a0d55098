import { type Attempt, type Job, latestAttempt, type Run } from '../run.ts'
import { timestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import type { Workflow } from './workflow.ts'

/** The first attempt of a run: all jobs of its workflow, queued. */
export function firstAttempt(world: World, workflow: Workflow): Attempt {
  const jobs = Object.entries(workflow.jobs).map(([key, plan]) =>
    queuedJob(world, key, plan.name ?? key),
  )
  return queuedAttempt(1, jobs)
}

/** A further attempt: green jobs are carried over as they were, every other job is queued again. */
export function nextAttempt(world: World, run: Run): Attempt {
  const last = latestAttempt(run)
  const jobs = last.jobs.map((job) =>
    job.conclusion === 'success'
      ? { ...job, id: world.nextId() }
      : queuedJob(world, job.key, job.name),
  )
  return queuedAttempt(last.number + 1, jobs)
}

function queuedAttempt(number: number, jobs: Job[]): Attempt {
  const now = timestamp()
  const times = { startedAt: now, updatedAt: now }
  return { number, status: 'queued', conclusion: null, ...times, jobs, problem: null }
}

function queuedJob(world: World, key: string, name: string): Job {
  const now = timestamp()
  return {
    id: world.nextId(),
    key,
    name,
    status: 'queued',
    conclusion: null,
    createdAt: now,
    startedAt: now,
    completedAt: null,
    steps: [],
    logFile: null,
    logTries: 0,
    annotations: [],
  }
}
