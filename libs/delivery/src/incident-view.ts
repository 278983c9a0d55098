/** What people are told of an incident; the texts in it are those of logs and workflows. */
export interface IncidentView {
  /** Names it within its repository. */
  readonly key: string
  readonly category: string
  readonly summary: string
  readonly urgency: string
  readonly openedAt: string
  /** When a person should have answered, ISO 8601. */
  readonly dueAt: string
  /** Null while it is red somewhere. */
  readonly closedAt: string | null
  /** The default branch, when it is red. */
  readonly isDefaultBranch: boolean
  /** Why a person is needed, and what they may do about it. */
  readonly reason: string
  readonly remedy: string
  readonly evidence: readonly { readonly line: number; readonly text: string }[]
  readonly places: readonly {
    readonly where: string
    readonly job: string
    readonly sha: string
    readonly url: string
  }[]
}
