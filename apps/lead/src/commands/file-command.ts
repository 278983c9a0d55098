import { isFinished, type TaskRecord } from '@millwright/protocol'
import type { Parts } from '../parts.ts'
import type { CommandPlace } from './carry-out.ts'
import type { Command } from './parse-command.ts'

/** As much as a row of the audit log holds, in characters. */
const DETAIL_CHARS_MAX = 500

/**
 * Files a command before it is carried out, under each task that it is about, as the status API
 * does; one about no task, under its pull request. Secrets are taken out first, as nothing can be
 * taken out of the chain afterwards. What is heard of again under the same key is filed once.
 */
export async function fileCommand(
  { store, redact }: Parts,
  { repo, pr, actor }: CommandPlace,
  command: Command,
  key: string,
): Promise<void> {
  const from = `${repo}#${pr}`
  const tasks = await store.tasksOfPullRequest(repo, String(pr))
  const about = aboutWhich(tasks, command).map(({ task }) => task.task_id)
  const detail = redact(detailOf(command)).slice(0, DETAIL_CHARS_MAX)
  for (const [index, target] of (about.length > 0 ? about : [from]).entries()) {
    const filed = { actor, action: command.name, target, from, detail }
    // The first row has the bare key: once the command is done, it may be about no task any more.
    await store.addAudit(filed, index === 0 ? key : `${key}.${target}`)
  }
}

/** The tasks that `carryOut` will act on. */
function aboutWhich(tasks: readonly TaskRecord[], { name }: Command): readonly TaskRecord[] {
  if (name === 'retry') return tasks.slice(-1)
  if (name === 'cancel') return tasks.filter(({ state }) => !isFinished(state))
  if (name !== 'approve' && name !== 'reject') return []
  return tasks.filter(({ state }) => state === 'awaiting_approval').slice(-1)
}

function detailOf({ name, argument }: Command): string {
  return name === 'approve' && argument !== '' ? `patch ${argument.toLowerCase()}` : argument
}
