import { useRef, useState } from 'preact/hooks'
import type { BulkAnswer } from '../../api/answers.ts'
import { useParts } from '../../shell/parts.ts'

type Action = 'retry' | 'cancel'
const PATH = '/api/v1/tasks/bulk'

interface BulkProps {
  /** The tasks that were picked one by one. */
  readonly chosen: ReadonlySet<string>
  /** The filters, when all tasks that pass them may be meant; null without any. */
  readonly search: Readonly<Record<string, string>> | null
  onDone(): void
}

/**
 * One action for many tasks. The service says first which tasks it would be; the yes is for exactly
 * these, whatever passes the filters by then.
 */
export function Bulk({ chosen, search, onDone }: BulkProps) {
  const { api, live, notices } = useParts()
  const dialog = useRef<HTMLDialogElement>(null)
  const [plan, setPlan] = useState<BulkAnswer | null>(null)
  if (chosen.size === 0 && search === null) return null
  const meant = chosen.size > 0 ? `${chosen.size} chosen` : 'All that pass the filters'
  return (
    <section class="bulk" aria-label="What to do with many tasks">
      <b>{meant}</b>
      {(['retry', 'cancel'] as const).map((action) => (
        <button type="button" key={action} onClick={() => ask(action)}>
          {action === 'retry' ? 'Retry' : 'Cancel'}
        </button>
      ))}
      {chosen.size > 0 && (
        <button type="button" onClick={onDone}>
          Choose none
        </button>
      )}
      <dialog ref={dialog} aria-label="Act on many tasks">
        {plan && <Plan plan={plan} />}
        <div class="row">
          <button type="button" class="main" disabled={plan?.asked.length === 0} onClick={act}>
            {plan?.action === 'retry' ? 'Retry' : 'Cancel'} {inWords(plan?.asked.length ?? 0)}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Leave them as they are
          </button>
        </div>
      </dialog>
    </section>
  )

  function ask(action: Action): void {
    const target = chosen.size > 0 ? { task_ids: [...chosen] } : { search }
    void notices.tell('Nothing is done yet.', async () => {
      setPlan(await api.post(PATH, { action, ...target, preview: true }))
      dialog.current?.showModal()
    })
  }

  function act(): void {
    dialog.current?.close()
    if (plan === null) return
    const { action, asked } = plan
    const body = { action, task_ids: asked.map(({ task_id }) => task_id) }
    const words = `The lead was asked to ${action} ${inWords(asked.length)}.`
    void notices
      .tell(words, () => api.post(PATH, body))
      .then((isDone) => {
        if (isDone) onDone()
        live.refresh()
      })
  }
}

function Plan({ plan: { action, asked, refused, has_more } }: { plan: BulkAnswer }) {
  return (
    <div class="dialog-body">
      <p>The lead will be asked to {action} these:</p>
      <ul class="names">
        {asked.map(({ task_id }) => (
          <li key={task_id}>{task_id}</li>
        ))}
      </ul>
      {has_more && <p>More tasks pass the filters than one action covers.</p>}
      {refused.length > 0 && (
        <details>
          <summary>{refused.length} are left out</summary>
          <ul class="names">
            {refused.map(({ task_id, why }) => (
              <li key={task_id}>
                {task_id}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function inWords(tasks: number): string {
  return tasks === 1 ? 'one task' : `${tasks} tasks`
}
