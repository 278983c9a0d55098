/** Names the fact that every failed job of one run attempt has a final answer. */
export function runKey(repo: string, runId: number, runAttempt: number): string {
  return `run.${repo}.${runId}.${runAttempt}`
}
