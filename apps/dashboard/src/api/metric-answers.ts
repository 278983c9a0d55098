/** The six figures over some days. */
export interface Figures {
  readonly days: number
  readonly since: string
  readonly throughput: {
    readonly per_day: number
    readonly ended: number
    readonly resolved: number
  }
  readonly first_attempt_success: Share
  readonly retry: Share
  readonly escalation: Share
  readonly time_to_resolution: {
    readonly mean_seconds: number | null
    readonly median_seconds: number | null
    readonly n: number
  }
  readonly cost_per_task: {
    readonly usd: number | null
    readonly usd_per_resolved: number | null
    readonly spent_usd: number
    readonly n: number
    readonly unpriced: number
  }
}

interface Share {
  readonly share: number | null
  readonly n: number
}

export interface Metrics {
  readonly windows: readonly Figures[]
  /** Each day by itself, today first. */
  readonly daily: readonly Figures[]
}
