import { z } from 'zod'

/** Work whose effect lies outside: bring a task's result to GitHub, or tell a person. */
export const OutgoingJob = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deliver'), task_id: z.string().max(200) }),
  /** Bring the pull request's comment up to date with the task. */
  z.object({ kind: z.literal('comment'), task_id: z.string().max(200) }),
  /** Show at the diagnosed commit that a task has been taken up. */
  z.object({ kind: z.literal('check'), task_id: z.string().max(200) }),
  /** Say on its pull request why a failure is left to another task. */
  z.object({ kind: z.literal('note'), failure_id: z.string().max(300) }),
  /** Bring the issue of an incident up to date, or close it. */
  z.object({
    kind: z.literal('issue'),
    repo: z.string().max(200),
    incident: z.string().max(400),
  }),
  /** Tell a target what was gathered for it. */
  z.object({ kind: z.literal('digest'), target: z.string().max(100), id: z.string().max(200) }),
  z.object({
    kind: z.literal('notify'),
    /** The task that a person is called for. */
    about: z.object({ task_id: z.string().max(200), retry_count: z.number().int() }).optional(),
    /** How long nobody may have answered by the time this is told; absent when that is no matter. */
    unanswered_minutes: z.number().int().optional(),
    /** The one to tell, by its name in the configuration; absent until it is decided who is told. */
    target: z.string().max(100).optional(),
    notification: z.object({
      /** Equal for the same event, so that a person is told once. */
      key: z.string().max(300),
      severity: z.enum(['info', 'warning', 'action']),
      title: z.string().max(300),
      text: z.string().max(4000),
      url: z.string().max(2000).optional(),
    }),
  }),
])
export type OutgoingJob = z.infer<typeof OutgoingJob>
