/** Event → the actions that may mean something to us; null for an event without actions. */
const events: ReadonlyMap<string, readonly (string | null)[]> = new Map([
  ['workflow_run', ['completed']],
  ['pull_request', ['opened', 'reopened', 'synchronize', 'ready_for_review', 'closed']],
  ['push', [null]],
  ['check_run', ['completed']],
  ['status', [null]],
  ['issue_comment', ['created']],
])

/**
 * False for an event that need not be read; `parseEvent` has the last word about the others. The
 * action is null for an event that has none, and undefined where it is not known.
 */
export function mayMatter(event: string, action: string | null | undefined): boolean {
  const actions = events.get(event)
  if (actions === undefined) return false
  return action === undefined || actions.includes(action)
}
