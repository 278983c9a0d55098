import type { TaskType } from '@millwright/protocol'
import type { Rollout } from '@millwright/store'
import type { PromptTemplate } from '@millwright/template'
import type { Parts } from '../parts.ts'
import { fallBack } from './fall-back.ts'
import { inShare } from './in-share.ts'
import { usableVersion } from './usable-version.ts'

/** What a template is for. */
export interface Wanted {
  readonly type: TaskType
  readonly repo: string
  readonly taskId: string
}

/**
 * The version of a template that a task is made from: that of its repository, the canary for its
 * share, the promoted one, or what the folder holds. One that cannot be used any more is told, and
 * the folder's is used instead.
 */
export async function pickTemplate(parts: Parts, wanted: Wanted): Promise<PromptTemplate> {
  const folder = parts.prompts().find(wanted.type, wanted.repo)
  if (folder.repo !== null) return folder
  const rollout = await fallBack(parts, await parts.store.getRollout(folder.name))
  const hash = choose(rollout, wanted.taskId)
  if (hash === null || hash === folder.hash) return folder
  const template = await usableVersion(parts.store, hash, folder)
  if (typeof template !== 'string') return template
  await tellFolderUsed(parts, wanted, { name: folder.name, hash, why: template })
  return folder
}

/** Tells that a version cannot be used, and why, so that the task is made from the folder's. */
export function tellFolderUsed(
  parts: Parts,
  { taskId, repo }: Wanted,
  { name, hash, why }: { name: string; hash: string; why: string },
): Promise<void> {
  const text = `${name}: ${why}, the one of the folder is used (${hash.slice(0, 19)})`
  return parts.tell({ kind: 'prompts', task_id: taskId, repo, text })
}

function choose(rollout: Rollout, taskId: string): string | null {
  const { canary } = rollout
  if (canary !== null && inShare(taskId, canary)) return canary.hash
  return rollout.pinned
}
