import { AuditEntry, AuditHead } from '@millwright/store'
import { z } from 'zod'
import { ApiError } from '../api-schemas.ts'
import { ANSWER_MS_MAX, LIST_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Query = z.object({
  actor: AuditEntry.shape.actor.optional(),
  action: AuditEntry.shape.action.optional(),
  /** A task, a repository, or `*`. */
  target: AuditEntry.shape.target.optional(),
  limit: z.coerce.number().int().min(1).max(LIST_MAX).default(50),
  /** The `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{1,20}-\d{1,20}$/)
    .optional(),
})
const AuditPage = z.object({
  entries: z.array(AuditEntry),
  /** Pass it as `before` for the next page; null on the last one. */
  next: z.string().nullable(),
})
const AuditCheck = z.object({
  entries: z.number().int(),
  head: AuditHead.nullable(),
  broken: z.object({ seq: z.number().int(), why: z.string() }).nullable(),
})

/** Who asked for what, and whether the log of it is whole. */
export function addAudit(server: StatusServer, { store }: StatusParts): void {
  server.get('/api/v1/audit', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'Who asked for what, and from where; newest first',
      querystring: Query,
      response: { 200: AuditPage, 400: ApiError },
    },
    handler: async ({ query }) => {
      const rows = await store.listAudit(query)
      const next = rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null
      return { entries: rows.map(({ entry }) => entry), next }
    },
  })

  server.get('/api/v1/audit/check', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: { summary: 'Whether the audit log is whole', response: { 200: AuditCheck } },
    handler: () => store.verifyAudit(),
  })
}
