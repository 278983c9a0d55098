import type { TaskSummary } from '../../api/answers.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { useParts } from '../../shell/parts.ts'

/** What is done to the chosen tasks at once; the question names them all. */
export function Bulk({ chosen, onDone }: { chosen: readonly TaskSummary[]; onDone: () => void }) {
  const { api, live, notices } = useParts()
  if (chosen.length === 0) return null
  return (
    <section class="bulk" aria-label="What to do with the chosen tasks">
      <b>{chosen.length} chosen</b>
      {(['retry', 'cancel'] as const).map((action) => (
        <AskFirst
          key={action}
          label={action === 'retry' ? 'Retry' : 'Cancel'}
          yes={action === 'retry' ? 'Retry them' : 'Cancel them'}
          onYes={() => run(action)}
        >
          <p>
            The lead is asked to {action} these; it refuses those that are in a state where that
            makes no sense.
          </p>
          <ul class="names">
            {chosen.map(({ task_id }) => (
              <li key={task_id}>{task_id}</li>
            ))}
          </ul>
        </AskFirst>
      ))}
      <button type="button" onClick={onDone}>
        Choose none
      </button>
    </section>
  )

  function run(action: 'retry' | 'cancel'): void {
    const words = `The lead was asked to ${action} ${chosen.length} tasks.`
    const all = async () => {
      for (const { task_id } of chosen) {
        await api.post(`/api/v1/tasks/${encodeURIComponent(task_id)}/${action}`)
      }
    }
    void notices.tell(words, all).then((isDone) => {
      if (isDone) onDone()
      live.refresh()
    })
  }
}
