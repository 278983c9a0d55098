import type { Approvals } from '../../api/answers.ts'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { ApprovalCard } from './approval-card.tsx'

/** The patches that wait for a person, the longest waiting first. */
export function ApprovalsPage() {
  const list = useLoaded<Approvals>('/api/v1/approvals')
  const approvals = list.value?.approvals ?? []
  return (
    <>
      <Unloaded of={list} what="the patches that wait" />
      {list.value && approvals.length === 0 && (
        <p class="card">
          No patch waits for a yes. A patch waits here when its repository is staged, or when the
          gate wants a person to look.
        </p>
      )}
      {approvals.map((waiting) => (
        <ApprovalCard key={waiting.task.task_id} waiting={waiting} />
      ))}
    </>
  )
}
