import type { Pull } from '../repository.ts'
import type { Workflow } from './workflow.ts'

/** What CI may start for: a branch that moved, or a pull request that was opened or got commits. */
export type CiEvent =
  | { readonly name: 'push'; readonly branch: string }
  | {
      readonly name: 'pull_request'
      readonly action: 'opened' | 'synchronize'
      readonly pull: Pick<Pull, 'baseBranch'>
    }

/**
 * Whether a workflow runs for an event. One that names both events runs twice for a push to the
 * branch of a pull request, as on GitHub.
 */
export function isTriggered({ on }: Workflow, event: CiEvent): boolean {
  if (event.name === 'push') return on.push !== undefined && passes(on.push, event.branch)
  const filter = on.pull_request
  if (filter === undefined || filter?.types?.includes(event.action) === false) return false
  // GitHub's filters of this event are about the branch that the pull request goes into.
  return passes(filter, event.pull.baseBranch)
}

function passes(filter: Workflow['on']['push'] | null, branch: string): boolean {
  const ignored = filter?.['branches-ignore']
  if (ignored !== undefined) return !matches(ignored, branch)
  return filter?.branches === undefined || matches(filter.branches, branch)
}

function matches(patterns: readonly string[], branch: string): boolean {
  return patterns.some((pattern) => globToRegExp(pattern).test(branch))
}

/** `*` stops at a slash, `**` does not. */
function globToRegExp(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.^${}()|]/g, String.raw`\$&`)
  const body = escaped.replaceAll(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'))
  return new RegExp(`^${body}$`)
}
