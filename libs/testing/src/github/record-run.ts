import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRun, type RunOrigin } from './ci/create-run.ts'
import { conclusionOf } from './ci/run-attempt.ts'
import type { Effects } from './push-effects.ts'
import type { Annotation, Attempt, Conclusion, Job, Run } from './run.ts'
import { jobPayload, runPayload } from './shapes/event-payloads.ts'
import { timestamp } from './timestamp.ts'

export interface RecordedJob {
  readonly name: string
  readonly conclusion: Conclusion
  /** Null: the log was never uploaded. */
  readonly log: string | Uint8Array | null
  /** None unless told. */
  readonly annotations?: readonly Annotation[]
}

/** Adds a finished run that nothing executed, for tests of what reads runs, and announces it. */
export async function recordRun(
  { world, webhooks }: Pick<Effects, 'world' | 'webhooks'>,
  origin: RunOrigin,
  { name, jobs }: { name: string; jobs: readonly RecordedJob[] },
): Promise<Run> {
  const now = timestamp()
  const attempt: Attempt = {
    number: 1,
    status: 'completed',
    conclusion: conclusionOf(jobs),
    startedAt: now,
    updatedAt: now,
    jobs: [],
    problem: null,
  }
  await mkdir(join(world.dir, 'logs'), { recursive: true })
  for (const job of jobs) {
    const id = world.nextId()
    const file = join(world.dir, 'logs', `${id}.txt`)
    if (job.log !== null) await writeFile(file, job.log)
    attempt.jobs.push(finishedJob(id, job, job.log === null ? null : file))
  }
  const path = '.github/workflows/ci.yml'
  const event = origin.pull === null ? 'push' : 'pull_request'
  const run = await createRun(world, origin, { workflow: { name, path }, event, attempt })
  for (const job of attempt.jobs) {
    const payload = jobPayload(world, origin.repository, { run, attempt, job })
    webhooks.emit('workflow_job', payload)
  }
  const payload = runPayload(world, origin.repository, { action: 'completed', run, attempt })
  webhooks.emit('workflow_run', payload)
  return run
}

function finishedJob(id: number, wish: RecordedJob, logFile: string | null): Job {
  const { name, conclusion, annotations = [] } = wish
  const now = timestamp()
  return {
    id,
    key: name,
    name,
    status: 'completed',
    conclusion,
    createdAt: now,
    startedAt: now,
    completedAt: now,
    steps: [],
    logFile,
    logTries: 0,
    annotations,
  }
}
