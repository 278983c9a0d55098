/** What a webhook tells the lead. It is a hint only: GitHub is asked again before anything is done. */
export type WebhookEvent =
  | {
      kind: 'run_completed'
      repo: string
      runId: number
      runAttempt: number
      headSha: string
      /** Empty when GitHub names none. */
      headBranch: string
      conclusion: string
    }
  | {
      kind: 'head_moved'
      repo: string
      branch: string
      /** Null for a push: it does not say whether the branch has a pull request. */
      pr: number | null
      sha: string
      before: string | null
    }
  | { kind: 'pull_request_closed'; repo: string; pr: number }
  | { kind: 'ping' }
  | { kind: 'ignored'; event: string }
