import type { TaskRecord } from '@millwright/protocol'
import { toTaskRow } from '@millwright/store'
import type { z } from 'zod'
import { ApprovalList } from '../api-schemas.ts'
import { ANSWER_MS_MAX, LIST_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

type Approval = z.infer<typeof ApprovalList>['approvals'][number]

/** What waits for a person. */
export function addApprovals(server: StatusServer, { store, redact }: StatusParts): void {
  const toApproval = (record: TaskRecord): Approval => {
    const { hold, result, gate } = record
    const patch = result?.patch ?? ''
    return {
      task: toTaskRow(record),
      ...{ hold, gate, patch },
      patch_bytes: Buffer.byteLength(patch),
      is_shown_whole: redact(patch) === patch,
      proof: result?.proof ?? null,
      cause: result?.cause ?? '',
      confidence: result?.confidence ?? null,
      fixed_by: result?.fixed_by ?? null,
    }
  }

  server.get('/api/v1/approvals', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'Patches that wait for a person, the longest waiting first',
      response: { 200: ApprovalList },
    },
    handler: async () => {
      const records = await store.listTasks({ state: 'awaiting_approval', limit: LIST_MAX })
      return { approvals: records.toReversed().map(toApproval) }
    },
  })
}
