import { taskId } from '@millwright/protocol'
import { waitFor } from '@millwright/testing'
import type { World } from '../demo/world.ts'

export interface RedRun {
  repo: string
  branch: string
  head: string
  /** The task that the lead names after the run's only job. */
  taskId: string
}

export interface RedRunOptions {
  repo: string
  /** Made with one commit and a pull request when it is not there. */
  branch: string
  /** The run's commit; the branch's head unless told. */
  sha?: string
  /** The job's log; a type error in src/total.ts unless told, null when none was uploaded. */
  log?: string | Uint8Array | null
  conclusion?: 'failure' | 'cancelled' | 'timed_out'
}

/** The file that the log of a red run complains about, as it stands on the default branch. */
export const totalFile = { 'src/total.ts': "export const total: number = '1'\n" }

/** Lets CI fail on a branch: recorded, not executed, so that it costs no time. */
export async function redRun(world: World, options: RedRunOptions): Promise<RedRun> {
  const { repo, branch, log = typeErrorLog(branch), conclusion = 'failure' } = options
  const { sha } = options
  const head =
    sha ?? (await world.github.head(repo, branch)) ?? (await openPull(world, repo, branch))
  const jobs = [{ name: 'test', conclusion, log }]
  const run = await world.github.recordRun({ repo, branch, sha: head, jobs })
  const job = run.attempts[0]?.jobs[0]
  const place = run.pull?.number ?? branch
  return { repo, branch, head, taskId: taskId(repo, place, job?.id ?? 0) }
}

async function openPull(world: World, repo: string, branch: string): Promise<string> {
  const files = { 'notes.txt': `Work on ${branch}.\n` }
  const { sha } = await world.github.openPullRequest({ repo, branch, title: branch, files })
  return sha
}

/** The same, and waits until the lead has made a task of it. */
export async function redTask(world: World, options: RedRunOptions): Promise<RedRun> {
  const run = await redRun(world, options)
  const isThere = async () => (await world.status.taskIds(run.repo)).includes(run.taskId)
  await waitFor(isThere, { everyMs: 50, timeoutMs: 60_000, what: `the task ${run.taskId}` })
  return run
}

/** What a runner writes of an error in `src/total.ts`; that of each branch is a cause of its own. */
function typeErrorLog(branch: string): string {
  const lines = [
    '##[group]Run npx tsc -p .',
    '\u001b[36;1mnpx tsc -p .\u001b[0m',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    `src/total.ts(1,14): error TS2322: Type 'string' is not assignable to type '${branch}'.`,
    '##[error]Process completed with exit code 2.',
  ]
  return lines.map((line) => `2026-01-01T00:00:00.0000000Z ${line}\n`).join('')
}
