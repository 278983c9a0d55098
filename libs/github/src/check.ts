/** The number that GitHub gave a check before; `none` when it was never shown, and so need not be looked for. */
export type KnownCheck = number | 'none' | 'unknown'

/** What is shown at a commit: a check run, or a commit status where there is no App. */
export interface Check {
  sha: string
  /** Names it for ever: shown again under the same id it is changed, not doubled. */
  externalId: string
  name: string
  /** Null while it is in progress. */
  conclusion: 'neutral' | 'success' | 'action_required' | null
  title: string
  /** Markdown. */
  summary: string
  /** Added once, when the check is made; at most 50. Paths are those of the repository. */
  annotations: readonly { path: string; line: number; message: string }[]
}
