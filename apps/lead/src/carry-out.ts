import { isFinished, PatchName, type TaskRecord } from '@millwright/protocol'
import { approveTask, rejectTask } from './answer-hold.ts'
import { explainPull } from './explain-pull.ts'
import { type Command, commandHelp } from './parse-command.ts'
import type { Parts } from './parts.ts'
import { retryTask } from './retry-task.ts'
import { spentOnPull } from './spent-on-pull.ts'
import { stopTask } from './stop-task.ts'

/** Where a command was given, and by whom. */
export interface CommandPlace {
  readonly repo: string
  readonly pr: number
  readonly actor: string
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
  const tasks = await parts.store.tasksOfPullRequest(repo, String(pr))
  const waiting = tasks.findLast(({ state }) => state === 'awaiting_approval')
  switch (name) {
    case 'retry': {
      const newest = tasks.at(-1)
      if (!newest) return refused('there is no task on this pull request')
      return answered(await retryTask(parts, newest.task.task_id, actor))
    }
    case 'cancel':
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
      const job = { kind: 'reject', task_id: waiting.task.task_id, actor, why: argument } as const
      return answered(await rejectTask(parts, job))
    }
    case 'explain':
      return { isDone: true, lines: await explainPull(parts, repo, pr) }
    case 'budget':
      return { isDone: true, lines: spentOnPull(tasks) }
    case 'off':
      await parts.store.switchPull(repo, pr, actor)
      await cancel(parts, tasks, `switched off by ${actor}`)
      return { isDone: true, lines: [] }
    case 'on':
      await parts.store.switchPull(repo, pr, null)
      return { isDone: true, lines: [] }
    case 'unknown':
      return refused(`there is no such command; these are: ${commandHelp}`)
  }
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
