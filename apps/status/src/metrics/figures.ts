import { Verdict } from '@millwright/protocol'
import { z } from 'zod'

const count = z.number().int()
const share = z.number().nullable()

/** The six figures over some days; each says of how many (`n`) it is made, and is null for none. */
export const Figures = z.object({
  days: count,
  /** The first day counted, in UTC. */
  since: z.string(),
  throughput: z.object({ per_day: z.number(), ended: count, resolved: count }),
  /** Of our first commits that CI on GitHub judged, how many it found green. */
  first_attempt_success: z.object({ share, green: count, n: count }),
  /** Retries for each task that a worker was to have. */
  retry: z.object({ share, retries: count, n: count }),
  escalation: z.object({ share, escalated: count, n: count }),
  time_to_resolution: z.object({ mean_seconds: share, median_seconds: share, n: count }),
  /** US dollars for each result of a worker whose price is known. */
  cost_per_task: z.object({
    usd: share,
    usd_per_resolved: share,
    spent_usd: z.number(),
    n: count,
    unpriced: count,
  }),
})
export type Figures = z.infer<typeof Figures>

/** Verdicts of which something came to light, and how many of them were right. */
const Judged = z.object({
  right: count,
  n: count,
  share,
  /** Wilson's interval of 95 %. */
  low: z.number(),
  high: z.number(),
})
export const DecisionAccuracy = Judged.extend({
  /** Fewer than 20: it says nothing. */
  too_few: z.boolean(),
  /** How many of them a person judged; the others are what GitHub's CI showed. */
  by_people: count,
  by_verdict: z.array(Judged.extend({ verdict: Verdict })),
  /** The newest ones that were wrong. */
  wrong: z.array(
    z.object({
      task_id: z.string(),
      verdict: Verdict,
      should_be: Verdict.nullable(),
      why: z.string(),
    }),
  ),
})
export type DecisionAccuracy = z.infer<typeof DecisionAccuracy>

/** What the page draws: the figures over each window, and each day by itself, today first. */
export const MetricsAnswer = z.object({
  windows: z.array(Figures.extend({ decision_accuracy: DecisionAccuracy })),
  daily: z.array(Figures),
})
