import { Decision, isFinished } from '@millwright/protocol'
import { waitFor } from '@millwright/testing'
import type { World } from '../demo/world.ts'

/** Whatever the status API answers, as text: what any visitor gets. */
export async function readStatus(world: World, path: string): Promise<string> {
  const answer = await fetch(`${world.status.url}${path}`, { signal: AbortSignal.timeout(10_000) })
  if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`)
  return answer.text()
}

/** Why something, or nothing, happened to the red runs of a repository, newest first. */
export async function readDecisions(world: World, repo: string): Promise<Decision[]> {
  const text = await readStatus(world, `/api/v1/decisions?repo=${encodeURIComponent(repo)}`)
  return Decision.array().parse(JSON.parse(text).decisions)
}

/** The lead's process id; null while it is away. */
export async function leadPid(world: World): Promise<number | null> {
  const overview = JSON.parse(await readStatus(world, '/api/v1/status'))
  return overview.lead?.pid ?? null
}

/** SIGKILL for the lead; resolves when `millwright up` has a new one at work. */
export async function killLead(world: World): Promise<void> {
  const before = await waitFor(() => leadPid(world), { what: 'a lead to kill' })
  process.kill(before, 'SIGKILL')
  const isBack = async () => {
    const now = await leadPid(world)
    return now !== null && now !== before
  }
  await waitFor(isBack, { timeoutMs: 30_000, everyMs: 100, what: 'the next lead' })
}

/** Resolves when the lead has taken everything out of its inbox. */
export async function inboxEmpty(world: World): Promise<void> {
  const isEmpty = async () => {
    const { queues } = JSON.parse(await readStatus(world, '/api/v1/status'))
    return queues.inbox.waiting + queues.inbox.active + queues.inbox.delayed === 0
  }
  await waitFor(isEmpty, { timeoutMs: 30_000, everyMs: 50, what: 'an empty inbox' })
}

/** Waits until a task is in this state and gives its reason back. Throws when it ended otherwise. */
export async function reasonWhen(world: World, taskId: string, state: string): Promise<string> {
  const look = async () => {
    const task = await world.status.task(taskId)
    return task.state === state || isFinished(task.state) ? task : null
  }
  const what = `${taskId} to be ${state}`
  const task = await waitFor(look, { timeoutMs: 50_000, everyMs: 400, what })
  if (task.state === state) return task.reason
  throw new Error(`${taskId} is not ${state} but ${task.state}: ${task.reason}`)
}
