import { openWorkspace, type Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'

/** The repository at exactly `head_sha`. */
export async function openTree(attempt: Attempt): Promise<Workspace> {
  const { task, epoch, parts } = attempt
  await attempt.enter('workspace', `checking out ${task.head_sha.slice(0, 12)} of ${task.repo}`)
  const token = await cloneToken(attempt)
  const tree = await openWorkspace({
    dataDir: parts.config.data_dir,
    repo: task.repo,
    gitUrl: parts.config.github.git_url,
    headSha: task.head_sha,
    taskId: task.task_id,
    epoch,
    signal: attempt.signal,
    logger: attempt.log,
    ...(token === null ? {} : { token }),
  })
  for (const line of leftOutLines(tree.leftOut)) attempt.say('workspace', line)
  return tree
}

const NAMES_MAX = 5

/** What a command may miss in the tree, by name. */
function leftOutLines({ submodules, pointers }: Workspace['leftOut']): string[] {
  const named = (names: readonly string[]) => {
    const rest = names.length - NAMES_MAX
    return `${names.slice(0, NAMES_MAX).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  }
  return [
    ...(submodules.length > 0 ? [`submodules stay empty: ${named(submodules)}`] : []),
    ...(pointers.length > 0 ? [`files of Git LFS stay pointers: ${named(pointers)}`] : []),
  ]
}

/** Puts the change of an earlier attempt back, after setup, which is the commit's alone. */
export async function putBackPatch({ saved }: Attempt, tree: Workspace): Promise<void> {
  if (saved.patch !== '') await tree.applyPatch(saved.patch)
}

/** The lead's short-lived token for this one repository, or the one that an operator set. */
async function cloneToken({ task, parts }: Attempt): Promise<string | null> {
  const stored = await parts.fromLead.cloneToken(task.repo)
  const token = stored ?? parts.config.github.clone_token
  if (token !== null) parts.redact.add(token)
  return token
}
