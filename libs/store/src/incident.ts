import { Category, RepositoryName } from '@millwright/protocol'
import { z } from 'zod'

/** How soon a person is wanted; a red default branch is always critical. */
export const Urgency = z.enum(['critical', 'high', 'normal', 'low'])
export type Urgency = z.infer<typeof Urgency>

/** The last failure of one workflow in one place that belongs to an incident. */
export const Sighting = z.object({
  failure_id: z.string().max(300),
  pr_number: z.number().int().nullable(),
  branch: z.string().max(255),
  workflow_name: z.string().max(500),
  workflow_id: z.number().int().optional(),
  job_name: z.string().max(500),
  head_sha: z.string().max(40),
  html_url: z.string().max(2000),
  at: z.iso.datetime(),
  /** True when it was left to a task elsewhere, now or before. */
  is_left: z.boolean(),
})
export type Sighting = z.infer<typeof Sighting>

/** Places of one incident that are remembered; the one seen first is forgotten first. */
export const SIGHTINGS_MAX = 50

/** All failures of one repository that share a cause, from the first until all of them are green. */
export const Incident = z.object({
  repo: RepositoryName,
  /** The fingerprint; with its place where no rule knows the cause. */
  key: z.string().max(400),
  category: Category,
  summary: z.string().max(500),
  urgency: Urgency,
  opened_at: z.iso.datetime(),
  seen_at: z.iso.datetime(),
  /** The task that took it up last. */
  task_id: z.string().max(200).nullable(),
  sightings: z.array(Sighting).max(SIGHTINGS_MAX),
  /** GitHub's, where one was opened, and whether we have closed it. */
  issue: z.object({ number: z.number().int(), is_closed: z.boolean() }).nullable(),
  /** Null while it is red somewhere. */
  closed_at: z.iso.datetime().nullable(),
})
export type Incident = z.infer<typeof Incident>
