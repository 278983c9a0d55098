import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repository } from '../repository.ts'
import type { Attempt, Conclusion, Job, Run } from '../run.ts'
import { jobPayload, runPayload } from '../shapes/event-payloads.ts'
import { timestamp } from '../timestamp.ts'
import type { CiParts } from './ci.ts'
import { type JobContext, jobPlaces } from './job-context.ts'
import { JobLog } from './job-log.ts'
import { presentLine } from './present-line.ts'
import { runJob } from './run-job.ts'
import type { JobPlan, Workflow } from './workflow.ts'

export interface AttemptCall {
  readonly repository: Repository
  readonly run: Run
  readonly attempt: Attempt
  readonly workflow: Workflow
}

/** Runs every queued job of an attempt, each after those that it needs, and tells the webhook. */
export async function runAttempt(parts: CiParts, call: AttemptCall): Promise<void> {
  const { world, webhooks } = parts
  const { repository, run, attempt, workflow } = call
  const ends = new Map<string, Promise<Conclusion>>()
  const endOf = (key: string): Promise<Conclusion> => {
    const job = attempt.jobs.find((candidate) => candidate.key === key)
    const plan = workflow.jobs[key]
    if (job === undefined || plan === undefined) throw new Error(`no job ${key}`)
    const known = ends.get(key) ?? runAfterNeeds(parts, { ...call, key, job, plan }, endOf)
    ends.set(key, known)
    return known
  }
  await Promise.all(Object.keys(workflow.jobs).map(endOf))
  if (parts.closing.aborted) return
  attempt.status = 'completed'
  attempt.conclusion = conclusionOf(attempt.jobs)
  attempt.updatedAt = timestamp()
  webhooks.emit(
    'workflow_run',
    runPayload(world, repository, { action: 'completed', run, attempt }),
  )
}

/** The conclusion of a run, from those of its jobs. */
export function conclusionOf(jobs: readonly Pick<Job, 'conclusion'>[]): Conclusion {
  const has = (conclusion: Conclusion) => jobs.some((job) => job.conclusion === conclusion)
  for (const bad of ['failure', 'timed_out', 'cancelled', 'action_required'] as const) {
    if (has(bad)) return bad
  }
  return has('success') ? 'success' : 'skipped'
}

interface JobCall extends AttemptCall {
  readonly key: string
  readonly job: Job
  readonly plan: JobPlan
}

async function runAfterNeeds(
  parts: CiParts,
  call: JobCall,
  endOf: (key: string) => Promise<Conclusion>,
): Promise<Conclusion> {
  const { job, plan } = call
  if (job.status === 'completed') return job.conclusion ?? 'success'
  const needs = await Promise.all(plan.needs.map(endOf))
  const isWanted = needs.every((end) => end === 'success') || String(plan.if).includes('always()')
  const conclusion = isWanted
    ? await parts.slots.use(() => runWithLog(parts, call))
    : ('skipped' as const)
  if (parts.closing.aborted) return 'cancelled'
  job.status = 'completed'
  job.conclusion = conclusion
  job.completedAt = timestamp()
  call.attempt.updatedAt = job.completedAt
  const place = { run: call.run, attempt: call.attempt, job }
  parts.webhooks.emit('workflow_job', jobPayload(parts.world, call.repository, place))
  return conclusion
}

async function runWithLog(parts: CiParts, call: JobCall): Promise<Conclusion> {
  const { world, webhooks, options } = parts
  const { repository, run, attempt, workflow, key, job, plan } = call
  if (parts.closing.aborted) return 'cancelled'
  job.status = 'in_progress'
  job.startedAt = timestamp()
  if (attempt.status === 'queued') {
    attempt.status = 'in_progress'
    const payload = runPayload(world, repository, { action: 'in_progress', run, attempt })
    webhooks.emit('workflow_run', payload)
  }
  // Secrets never reach the code of a fork.
  const isFork = run.pull !== null && run.pull.fork !== null
  const secrets = isFork ? {} : (options.secrets[repository.fullName] ?? {})
  const places = jobPlaces(join(world.dir, 'runners', String(job.id)), repository.name)
  const { toolPath } = options
  const names = { repository, run, attempt, job, key, plan, workflow }
  const context: JobContext = { ...names, secrets, toolPath, url: world.url, places }
  await mkdir(join(world.dir, 'logs'), { recursive: true })
  const file = join(world.dir, 'logs', `${job.id}.txt`)
  const shown = { home: places.home, secrets: Object.values(secrets) }
  const log = new JobLog(file, (line) => presentLine(line, shown))
  const conclusion = await runJob(context, log, parts.closing)
  await log.close()
  const replaced = world.faults.replacedLog({
    repo: repository.fullName,
    id: job.id,
    name: job.name,
  })
  if (replaced !== null) await writeFile(file, replaced)
  job.logFile = file
  return conclusion
}
