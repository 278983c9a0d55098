import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRun, type RunOrigin } from './ci/create-run.ts'
import { conclusionOf } from './ci/run-attempt.ts'
import type { Effects } from './push-effects.ts'
import type { Repository } from './repository.ts'
import {
  type Annotation,
  type Attempt,
  type Conclusion,
  type Job,
  latestAttempt,
  type Run,
} from './run.ts'
import { jobPayload, runPayload } from './shapes/event-payloads.ts'
import { timestamp } from './timestamp.ts'
import type { World } from './world.ts'

export interface RecordedJob {
  readonly name: string
  readonly conclusion: Conclusion
  /** Null: the log was never uploaded. */
  readonly log: string | Uint8Array | null
  /** How long it took; nothing unless told. */
  readonly seconds?: number
  /** None unless told. */
  readonly annotations?: readonly Annotation[]
}

/**
 * Adds a finished run that nothing executed, for tests of what reads runs, and announces it; with
 * `isOpen` one that is under way and stays so.
 */
export async function recordRun(
  { world, webhooks }: Pick<Effects, 'world' | 'webhooks'>,
  origin: RunOrigin,
  about: { name: string; jobs: readonly RecordedJob[]; createdAt?: string; isOpen?: boolean },
): Promise<Run> {
  const { name, jobs, createdAt, isOpen = false } = about
  const now = timestamp()
  const attempt: Attempt = {
    number: 1,
    status: isOpen ? 'in_progress' : 'completed',
    conclusion: isOpen ? null : conclusionOf(jobs),
    startedAt: now,
    updatedAt: now,
    jobs: [],
    problem: null,
  }
  attempt.jobs.push(...(await finishedJobs(world, jobs)))
  const path = `.github/workflows/${name.toLowerCase()}.yml`
  const event = origin.pull === null ? 'push' : 'pull_request'
  const run = await createRun(world, origin, {
    ...{ workflow: { name, path }, event, attempt },
    ...(createdAt !== undefined && { createdAt }),
  })
  if (!isOpen) announce({ world, webhooks }, origin.repository, run, attempt)
  return run
}

/** Ends the attempt that a rerun of a recorded run began, and announces it. */
export async function recordRerun(
  { world, webhooks }: Pick<Effects, 'world' | 'webhooks'>,
  repository: Repository,
  run: Run,
  jobs: readonly RecordedJob[],
): Promise<void> {
  const attempt = latestAttempt(run)
  if (attempt.status === 'completed') throw new Error(`run ${run.id} is not run again`)
  attempt.jobs.splice(0, attempt.jobs.length, ...(await finishedJobs(world, jobs)))
  attempt.status = 'completed'
  attempt.conclusion = conclusionOf(jobs)
  attempt.updatedAt = timestamp()
  announce({ world, webhooks }, repository, run, attempt)
}

function announce(
  { world, webhooks }: Pick<Effects, 'world' | 'webhooks'>,
  repository: Repository,
  run: Run,
  attempt: Attempt,
): void {
  for (const job of attempt.jobs) {
    webhooks.emit('workflow_job', jobPayload(world, repository, { run, attempt, job }))
  }
  const payload = runPayload(world, repository, { action: 'completed', run, attempt })
  webhooks.emit('workflow_run', payload)
}

async function finishedJobs(world: World, jobs: readonly RecordedJob[]): Promise<Job[]> {
  await mkdir(join(world.dir, 'logs'), { recursive: true })
  const finished: Job[] = []
  for (const job of jobs) {
    const id = world.nextId()
    const file = join(world.dir, 'logs', `${id}.txt`)
    if (job.log !== null) await writeFile(file, job.log)
    finished.push(finishedJob(id, job, job.log === null ? null : file))
  }
  return finished
}

function finishedJob(id: number, wish: RecordedJob, logFile: string | null): Job {
  const { name, conclusion, seconds = 0, annotations = [] } = wish
  const now = timestamp()
  const startedAt = timestamp(new Date(Date.parse(now) - seconds * 1000))
  return {
    id,
    key: name,
    name,
    status: 'completed',
    conclusion,
    createdAt: startedAt,
    startedAt,
    completedAt: now,
    steps: [],
    logFile,
    logTries: 0,
    annotations,
  }
}
