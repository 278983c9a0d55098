import type { Hold } from '@millwright/protocol'
import { useRef, useState } from 'preact/hooks'
import type { TaskSummary } from '../../api/answers.ts'
import { useParts } from '../../shell/parts.ts'

/** How much of the patch's hash is typed to say yes. */
const TYPED = 6

/** A yes takes typing the beginning of the hash that stands above: no key and no click is enough. */
export function Approve({ task, hold }: { task: TaskSummary; hold: Hold }) {
  const { api, live, notices } = useParts()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const wanted = hold.patch_sha.slice(0, TYPED)
  const id = `typed-${task.task_id}`
  return (
    <>
      <button type="button" class="main" onClick={open}>
        Approve
      </button>
      <dialog ref={dialog} aria-label="Approve">
        <form onSubmit={approve}>
          <p>
            One commit with exactly this patch goes on top of {hold.head_sha.slice(0, 12)} in{' '}
            {task.repo}.
          </p>
          <p>
            <label for={id}>
              Type the first {TYPED} characters of its hash <code>{hold.patch_sha}</code>
            </label>
          </p>
          <input
            id={id}
            class="sha"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxLength={TYPED}
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value.trim().toLowerCase())}
          />
          <div class="row">
            <button type="submit" class="main" disabled={typed !== wanted}>
              Approve this patch
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              Leave it waiting
            </button>
          </div>
        </form>
      </dialog>
    </>
  )

  function open(): void {
    setTyped('')
    dialog.current?.showModal()
  }

  function approve(event: SubmitEvent): void {
    event.preventDefault()
    if (typed !== wanted) return
    dialog.current?.close()
    const path = `/api/v1/tasks/${encodeURIComponent(task.task_id)}/approve`
    const yes = () => api.post(path, { patch: hold.patch_sha })
    void notices
      .tell('Your yes is with the lead, which looks at everything again.', yes)
      .then(live.refresh)
  }
}
