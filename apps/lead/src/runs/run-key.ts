/** Names the fact that a run attempt has been looked at, whatever brought word of it. */
export function seenKey(repo: string, runId: number, runAttempt: number): string {
  return `seen.${repo}.${runId}.${runAttempt}`
}

/** Names the fact that every failed job of one run attempt has a final answer. */
export function runKey(repo: string, runId: number, runAttempt: number): string {
  return `run.${repo}.${runId}.${runAttempt}`
}
