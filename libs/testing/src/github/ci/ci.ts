import type { Repository } from '../repository.ts'
import { type Attempt, latestAttempt, type Run } from '../run.ts'
import { runPayload } from '../shapes/event-payloads.ts'
import type { Webhooks } from '../webhooks.ts'
import type { World } from '../world.ts'
import { firstAttempt, nextAttempt } from './create-attempt.ts'
import { createRun, type RunOrigin } from './create-run.ts'
import { type CiEvent, isTriggered } from './is-triggered.ts'
import { readWorkflows } from './read-workflows.ts'
import { recordStartupFailure } from './record-startup-failure.ts'
import { runAttempt } from './run-attempt.ts'
import { Slots } from './slots.ts'
import type { Workflow } from './workflow.ts'

export interface CiOptions {
  /** False: pushes start nothing; a test records its runs by hand. */
  readonly isOn: boolean
  /** Folders that come before the system's own in the PATH of steps. */
  readonly toolPath: readonly string[]
  /** Repository → name → value. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export interface CiParts {
  readonly world: World
  readonly webhooks: Webhooks
  readonly options: CiOptions
  readonly slots: Slots
  readonly closing: AbortSignal
}

/** Genuine CI: what a workflow's commands do at a commit decides its conclusion. */
export interface Ci {
  /** Starts a run for each workflow that wants the event; jobs run on after this resolves. */
  start(origin: RunOrigin, event: CiEvent): Promise<void>
  /** False when the run is still going. */
  rerunFailedJobs(repository: Repository, run: Run): boolean
  /** Kills what runs; nothing is announced any more. */
  close(): Promise<void>
}

const JOBS_AT_ONCE_MAX = 2

export function createCi(world: World, webhooks: Webhooks, options: CiOptions): Ci {
  const closing = new AbortController()
  const slots = new Slots(JOBS_AT_ONCE_MAX)
  const parts: CiParts = { world, webhooks, options, slots, closing: closing.signal }
  const workflows = new Map<number, Workflow>()
  const running = new Set<Promise<void>>()

  const launch = (repository: Repository, run: Run, workflow: Workflow) => {
    const attempt = latestAttempt(run)
    emitRequested(parts, repository, run, attempt)
    const work = runAttempt(parts, { repository, run, attempt, workflow })
    const tracked = work.finally(() => running.delete(tracked))
    running.add(tracked)
  }
  return {
    async start(origin, event) {
      if (!options.isOn || closing.signal.aborted) return
      for (const file of await readWorkflows(origin)) {
        if ('problem' in file) {
          // GitHub cannot read which events such a file wants, and shows it with the push.
          if (event.name === 'push') await recordStartupFailure(parts, origin, file)
          continue
        }
        const { path, workflow } = file
        if (!isTriggered(workflow, event)) continue
        const attempt = firstAttempt(world, workflow)
        const about = {
          workflow: { name: workflow.name ?? path, path },
          event: event.name,
          attempt,
        }
        const run = await createRun(world, origin, about)
        workflows.set(run.id, workflow)
        launch(origin.repository, run, workflow)
      }
    },
    rerunFailedJobs(repository, run) {
      const workflow = workflows.get(run.id)
      if (latestAttempt(run).status !== 'completed') return false
      run.attempts.push(nextAttempt(world, run))
      // A run that a test recorded waits until the test records its end.
      if (workflow !== undefined) launch(repository, run, workflow)
      return true
    },
    async close() {
      closing.abort()
      await Promise.allSettled(running)
    },
  }
}

function emitRequested(parts: CiParts, repository: Repository, run: Run, attempt: Attempt): void {
  const payload = runPayload(parts.world, repository, { action: 'requested', run, attempt })
  parts.webhooks.emit('workflow_run', payload)
}
