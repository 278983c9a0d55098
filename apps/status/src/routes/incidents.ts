import { RepositoryName, Standing } from '@millwright/protocol'
import { FailureRecord, Incident } from '@millwright/store'
import { z } from 'zod'
import { ApiError } from '../api-schemas.ts'
import { ANSWER_MS_MAX, LIST_MAX } from '../limits.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Query = z.object({
  repo: z.string().max(200).optional(),
  /** Whether it is red somewhere; both unless told. */
  open: z.stringbool().optional(),
  /** Stands in the summary, the category or the name of a job. */
  q: z.string().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(LIST_MAX).default(50),
  /** The `next` of the page before. */
  before: z
    .string()
    .max(700)
    .regex(/^\d{1,16}\.\S+ ./, 'the `next` of a page')
    .optional(),
})
const IncidentPage = z.object({
  incidents: z.array(Incident),
  /** Pass it as `before` for the next page; null on the last one. */
  next: z.string().nullable(),
})
const IncidentDetail = z.object({
  incident: Incident,
  /** How its newest failure stands to earlier runs; null when that is not known. */
  standing: Standing.nullable(),
  /** What is still kept of its sightings, the newest first. */
  failures: z.array(FailureRecord),
})

/** The causes behind red jobs, each with all places where it was seen. */
export function addIncidents(server: StatusServer, { store }: StatusParts): void {
  server.get('/api/v1/incidents', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'Causes of failures, the one seen last first',
      querystring: Query,
      response: { 200: IncidentPage, 400: ApiError },
    },
    handler: async ({ query: { q: text, open: isOpen, ...search } }) => {
      const { items, next } = await store.pageIncidents({ ...search, text, isOpen })
      return { incidents: items, next }
    },
  })

  server.get('/api/v1/incidents/one', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'One cause with the failures that are still kept, the newest first',
      querystring: z.object({ repo: RepositoryName, key: z.string().max(400) }),
      response: { 200: IncidentDetail, 400: ApiError, 404: ApiError },
    },
    handler: async ({ query: { repo, key } }) => {
      const incident = await store.getIncident(repo, key)
      if (!incident)
        throw new StatusError(
          'MW_NOT_FOUND',
          'there is no such incident, or no longer: /api/v1/incidents has those that are kept',
        )
      const names = incident.sightings.map(({ failure_id }) => failure_id)
      const read = await Promise.all(names.map((name) => store.getFailure(name)))
      const failures = read
        .filter((record) => record !== null)
        .toSorted((a, b) => b.failure.completed_at.localeCompare(a.failure.completed_at))
      return { incident, standing: failures[0]?.history?.standing ?? null, failures }
    },
  })
}
