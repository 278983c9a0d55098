/** One cause behind red jobs, from its first sighting until it is green everywhere. */
export interface Incident {
  readonly repo: string
  /** The fingerprint; with its place where no rule knows the cause. */
  readonly key: string
  readonly category: string
  readonly summary: string
  readonly urgency: 'critical' | 'high' | 'normal' | 'low'
  readonly opened_at: string
  readonly seen_at: string
  readonly task_id: string | null
  readonly sightings: readonly {
    readonly failure_id: string
    readonly pr_number: number | null
    readonly branch: string
    readonly workflow_name: string
    readonly job_name: string
    readonly head_sha: string
    readonly html_url: string
    readonly at: string
    /** True while it is left to a task elsewhere. */
    readonly is_left: boolean
  }[]
  /** GitHub's, where one was opened. */
  readonly issue: { readonly number: number; readonly is_closed: boolean } | null
  /** Null while it is red somewhere. */
  readonly closed_at: string | null
}

export interface Incidents {
  readonly incidents: readonly Incident[]
  readonly next: string | null
}
