import type { Pull } from '../repository.ts'
import type { Workflow } from './workflow.ts'

/**
 * The event under which a workflow runs for a new head of `branch`; null when it does not.
 * Unlike GitHub, which starts two runs when a workflow names both events, the head of a pull
 * request gets one.
 */
export function triggeringEvent(
  { on }: Workflow,
  branch: string,
  pull: Pick<Pull, 'fork' | 'baseBranch'> | null,
): 'push' | 'pull_request' | null {
  if (pull !== null && on.pull_request !== undefined) {
    if (matches(on.pull_request?.branches, pull.baseBranch)) return 'pull_request'
  }
  // A push to a branch of a fork starts nothing here.
  if (pull?.fork !== null && pull?.fork !== undefined) return null
  if (on.push === undefined) return null
  return matches(on.push?.branches, branch) ? 'push' : null
}

function matches(patterns: readonly string[] | undefined, branch: string): boolean {
  return patterns === undefined || patterns.some((pattern) => globToRegExp(pattern).test(branch))
}

/** `*` stops at a slash, `**` does not. */
function globToRegExp(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\?]/g, String.raw`\$&`)
  const body = escaped.replaceAll(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'))
  return new RegExp(`^${body}$`)
}
