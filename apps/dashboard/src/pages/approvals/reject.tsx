import { useState } from 'preact/hooks'
import type { TaskSummary } from '../../api/answers.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { useParts } from '../../shell/parts.ts'

/** The longest reason that the service takes. */
const WHY_CHARS_MAX = 300

/** Drops the patch; the reason is kept with the task. */
export function Reject({ task }: { task: TaskSummary }) {
  const { api, live, notices } = useParts()
  const [why, setWhy] = useState('')
  const id = `why-${task.task_id}`
  return (
    <AskFirst label="Reject" yes="Drop the patch" class="bad" onYes={reject}>
      <p>The patch is dropped and the task goes to a person.</p>
      <label for={id}>Why (kept with the task)</label>
      <textarea
        id={id}
        rows={3}
        maxLength={WHY_CHARS_MAX}
        value={why}
        onInput={({ currentTarget }) => setWhy(currentTarget.value)}
      />
    </AskFirst>
  )

  function reject(): void {
    const path = `/api/v1/tasks/${encodeURIComponent(task.task_id)}/reject`
    void notices
      .tell('The lead was asked to drop it.', () => api.post(path, { why }))
      .then(live.refresh)
  }
}
