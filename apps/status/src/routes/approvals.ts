import { ApprovalList } from '../api-schemas.ts'
import { ANSWER_MS_MAX, LIST_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'
import { toSummary } from '../to-summary.ts'

/** What waits for a person. */
export function addApprovals(server: StatusServer, { store }: StatusParts): void {
  server.get('/api/v1/approvals', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'Patches that wait for a person, the longest waiting first',
      response: { 200: ApprovalList },
    },
    handler: async () => {
      const records = await store.listTasks({ state: 'awaiting_approval', limit: LIST_MAX })
      const approvals = records
        .toReversed()
        .map((r) => ({ task: toSummary(r), hold: r.hold, patch: r.result?.patch ?? '' }))
      return { approvals }
    },
  })
}
