import { checkId, renderCheck } from '@millwright/delivery'
import type { Check } from '@millwright/github'
import type { TaskRecord, TaskState } from '@millwright/protocol'
import { z } from 'zod'
import type { Parts } from '../parts.ts'

/** What GitHub shows already, so that nothing is asked or said twice. */
const Shown = z.object({
  id: z.number().int(),
  conclusion: z.string().nullable(),
  said: z.string(),
})

/** The first sign at a commit that somebody has taken up its red job. */
export async function showTakenUp(parts: Parts, taskId: string): Promise<void> {
  await parts.inTurn(`checks ${taskId}`, async () => {
    const record = await parts.store.getTask(taskId)
    if (record) await showAll(parts, record)
  })
}

/**
 * Shows how a task stands at the diagnosed head and, once CI has judged it, at the commit we made. A credential that may
 * not is told of once for each repository, and everything else goes on.
 */
export function showChecks(parts: Parts, record: TaskRecord): Promise<void> {
  return parts.inTurn(`checks ${record.task.task_id}`, () => showAll(parts, record))
}

/** True where the check at the diagnosed head says that somebody is at work. */
export async function isShownOpen({ store }: Parts, { task }: TaskRecord): Promise<boolean> {
  const shown = await store.getMark(markOf(task.repo, checkId(task.task_id), task.head_sha))
  return shown !== null && Shown.parse(JSON.parse(shown)).conclusion === null
}

async function showAll(parts: Parts, record: TaskRecord): Promise<void> {
  const { store } = parts
  const { repo, head_sha } = record.task
  const shas = [head_sha, record.delivery.commit_sha].filter((sha) => sha !== null)
  for (const sha of shas) {
    const check = renderCheck({ record, sha, redact: parts.redact })
    // CI itself shows that our commit is being judged.
    if (check.conclusion === null && sha !== head_sha) continue
    if ((await showOne(parts, repo, check, record.state)) === 'shown') continue
    const key = `no-checks.${repo}`
    if ((await store.getIntent(key)) !== null) return
    const text = `no check at ${sha.slice(0, 7)}: GitHub refused it (an App needs checks: write, a token commit statuses: write)`
    await parts.tell({ kind: 'github', repo, text })
    await store.putIntent(key, true)
    return
  }
}

async function showOne({ github, store }: Parts, repo: string, check: Check, state: TaskState) {
  const { conclusion, title, summary } = check
  const name = markOf(repo, check.externalId, check.sha)
  const mark = await store.getMark(name)
  const shown = mark === null ? null : Shown.parse(JSON.parse(mark))
  const said = `${title} ${summary}`
  if (shown?.said === said && shown.conclusion === conclusion) return 'shown'
  // What happens on the way is in the comment; each word here would cost one of GitHub's calls.
  if (shown?.conclusion === null && conclusion === null) return 'shown'
  // Whoever delivers shows the end before it is filed; a check that comes late must not undo that.
  if (shown !== null && conclusion === null && state === 'delivering') return 'shown'
  const isFirst = shown === null && (await store.getIntent(name)) === null
  if (isFirst) await store.putIntent(name, 'begun')
  const id = await github.showCheck(repo, check, shown?.id ?? (isFirst ? 'none' : 'unknown'))
  if (id === 'refused') return id
  await store.setMark(name, JSON.stringify({ id, conclusion, said }))
  return 'shown'
}

function markOf(repo: string, externalId: string, sha: string): string {
  return `check:${repo}:${externalId}:${sha}`
}
