import { useState } from 'preact/hooks'
import type { TaskList } from '../../api/answers.ts'
import type { Preview, Rendered } from '../../api/template-answers.ts'
import { useParts } from '../../shell/parts.ts'
import { useLoaded } from '../../shell/use-loaded.ts'

interface PreviewViewProps {
  readonly name: string
  /** A draft; null to render the version `hash`. */
  readonly text: string | null
  readonly hash: string
}

/** What a model would be told, with a past failure or with a fixture, beside the stable version. */
export function PreviewView({ name, text, hash }: PreviewViewProps) {
  const { api, notices } = useParts()
  const tasks = useLoaded<TaskList>('/api/v1/tasks?limit=30')
  const [task, setTask] = useState('')
  const [preview, setPreview] = useState<Preview | null>(null)
  return (
    <>
      <form class="filters" onSubmit={render}>
        <label>
          Preview on
          <select value={task} onChange={({ currentTarget }) => setTask(currentTarget.value)}>
            <option value="">its fixture</option>
            {tasks.value?.tasks.map(({ task_id, summary }) => (
              <option key={task_id} value={task_id}>
                {task_id}: {summary.slice(0, 60)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Preview</button>
      </form>
      {preview && (
        <>
          <p class="soft">With {preview.sample}</p>
          <RenderedView title="This text" rendered={preview.rendered} />
          {preview.stable && <RenderedView title="The stable version" rendered={preview.stable} />}
        </>
      )}
    </>
  )

  function render(event: SubmitEvent): void {
    event.preventDefault()
    const body = {
      ...(text === null ? { hash } : { text }),
      ...(task === '' ? {} : { task_id: task }),
    }
    void notices.tell('Rendered; no model was asked.', async () => {
      setPreview(await api.post(`/api/v1/templates/${encodeURIComponent(name)}/preview`, body))
    })
  }
}

function RenderedView({ title, rendered }: { title: string; rendered: Rendered }) {
  const { tokens, cuts, system, user } = rendered
  return (
    <details open>
      <summary>
        {title}: about {tokens.system + tokens.user} tokens
      </summary>
      {cuts.map(({ input, chars }) => (
        <p class="warn" key={input}>
          {chars} characters of {input} were left out.
        </p>
      ))}
      <h3>System</h3>
      <pre>{system}</pre>
      <h3>User</h3>
      <pre>{user}</pre>
    </details>
  )
}
