import type { Attempt } from '../run.ts'
import { runPayload } from '../shapes/event-payloads.ts'
import { timestamp } from '../timestamp.ts'
import type { CiParts } from './ci.ts'
import { createRun, type RunOrigin } from './create-run.ts'

/** A workflow file that is not valid makes a run that ends at once and has no jobs. */
export async function recordStartupFailure(
  parts: CiParts,
  origin: RunOrigin,
  { path, problem }: { path: string; problem: string },
) {
  const now = timestamp()
  const attempt: Attempt = {
    number: 1,
    status: 'completed',
    conclusion: 'startup_failure',
    startedAt: now,
    updatedAt: now,
    jobs: [],
    problem,
  }
  const about = { workflow: { name: path, path }, event: 'push', attempt } as const
  const run = await createRun(parts.world, origin, about)
  const payload = runPayload(parts.world, origin.repository, { action: 'completed', run, attempt })
  parts.webhooks.emit('workflow_run', payload)
}
