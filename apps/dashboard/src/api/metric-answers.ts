import type { Verdict } from '@millwright/protocol'

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

interface Judged {
  readonly right: number
  readonly n: number
  readonly share: number | null
  readonly low: number
  readonly high: number
}

/** Verdicts that people or GitHub's CI judged later. */
export interface Accuracy extends Judged {
  readonly too_few: boolean
  readonly by_people: number
  readonly by_verdict: readonly (Judged & { readonly verdict: Verdict })[]
  readonly wrong: readonly {
    readonly task_id: string
    readonly verdict: Verdict
    readonly should_be: Verdict | null
    readonly why: string
  }[]
}

export interface Metrics {
  readonly windows: readonly (Figures & { readonly decision_accuracy: Accuracy })[]
  /** Each day by itself, today first. */
  readonly daily: readonly Figures[]
}
