import { isFinished, PatchName, type TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import { approveTask, rejectTask } from '../pushes/answer-hold.ts'
import { lookAgain, retryOrLook } from '../rounds/look-again.ts'
import { spentOnPull } from '../runs/spent-on-pull.ts'
import { isBeforeRetry } from '../tasks/retry-by-comment.ts'
import { stopTask } from '../tasks/stop-task.ts'
import { explainPull } from '../telling/explain-pull.ts'
import { type Command, commandHelp } from './parse-command.ts'

const RETRIED = 'a retry that was asked for later says otherwise'

/** Where a command was given, and by whom. */
export interface CommandPlace {
  readonly repo: string
  readonly pr: number
  readonly actor: string
  /** The comment, whose numbers grow, and when it was written (ISO). */
  readonly commentId: number
  readonly saidAt: string
}

/** `lines` are for the person to read; none when the deed shows by itself. */
export interface CommandAnswer {
  readonly isDone: boolean
  readonly lines: readonly string[]
}

/** Carries out one command. Doing it twice changes nothing. */
export async function carryOut(
  parts: Parts,
  place: CommandPlace,
  { name, argument }: Command,
): Promise<CommandAnswer> {
  const { repo, pr, actor } = place
  const all = await parts.store.tasksOfPullRequest(repo, String(pr))
  // Word of a comment may come days late: what began after it cannot have been meant.
  const tasks = await meant(parts, all, place)
  const waiting = tasks.findLast(({ state }) => state === 'awaiting_approval')
  switch (name) {
    case 'retry':
      return retryOrLook(parts, place, tasks.at(-1))
    case 'cancel':
      if (await isBeforeRetry(parts, place)) return refused(RETRIED)
      return cancel(parts, tasks, `cancelled by ${actor}`)
    case 'approve': {
      if (!waiting) return refused('no patch waits here')
      const patch = PatchName.safeParse(argument.toLowerCase())
      if (!patch.success) return refused('name the patch: /millwright approve <its 12 characters>')
      const job = { kind: 'approve', task_id: waiting.task.task_id, actor } as const
      return answered(await approveTask(parts, { ...job, patch: patch.data }))
    }
    case 'reject': {
      if (!waiting) return refused('no patch waits here')
      if (await isBeforeRetry(parts, place)) return refused(RETRIED)
      const job = { kind: 'reject', task_id: waiting.task.task_id, actor, why: argument } as const
      return answered(await rejectTask(parts, job))
    }
    case 'explain':
      return { isDone: true, lines: await explainPull(parts, repo, pr) }
    case 'budget':
      return { isDone: true, lines: spentOnPull(all) }
    case 'off':
      return switchPull(parts, place, name, all)
    case 'on': {
      const answer = await switchPull(parts, place, name, all)
      return answer.isDone ? lookAgain(parts, place, all.at(-1)) : answer
    }
    case 'unknown':
      return refused(`there is no such command; these are: ${commandHelp}`)
  }
}

/** Of two comments that came in the wrong order, the one that was written last has the word. */
async function switchPull(
  parts: Parts,
  { repo, pr, actor, commentId }: CommandPlace,
  to: 'on' | 'off',
  tasks: readonly TaskRecord[],
): Promise<CommandAnswer> {
  const mark = `switch:${repo}#${pr}`
  return parts.inTurn(mark, async () => {
    const last = Number((await parts.store.getMark(mark)) ?? 0)
    if (last > commentId) return refused('a comment that was written later says otherwise')
    await parts.store.switchPull(repo, pr, to === 'off' ? actor : null)
    if (to === 'off') await cancel(parts, tasks, `switched off by ${actor}`)
    await parts.store.setMark(mark, String(commentId))
    return { isDone: true, lines: [] }
  })
}

/**
 * The tasks whose job was red already when the comment was written; both times are GitHub's, so
 * that no clock of ours keeps anybody from stopping a task.
 */
async function meant({ store }: Parts, tasks: readonly TaskRecord[], { saidAt }: CommandPlace) {
  const failures = await Promise.all(tasks.map(({ task }) => store.getFailure(task.failure_id)))
  return tasks.filter((_, nth) => {
    const redAt = failures[nth]?.failure.completed_at
    return redAt === undefined || Date.parse(redAt) <= Date.parse(saidAt)
  })
}

async function cancel(parts: Parts, tasks: readonly TaskRecord[], reason: string) {
  const open = tasks.filter(({ state }) => !isFinished(state))
  for (const { task } of open) await stopTask(parts, task.task_id, 'cancelled', reason)
  return open.length > 0 ? { isDone: true, lines: [] } : refused('nothing is at work here')
}

function answered(objection: string | null): CommandAnswer {
  return objection === null ? { isDone: true, lines: [] } : refused(objection)
}

function refused(why: string): CommandAnswer {
  return { isDone: false, lines: [why] }
}
