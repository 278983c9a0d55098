import { useState } from 'preact/hooks'
import type { Preview } from '../../api/template-answers.ts'
import { useParts } from '../../shell/parts.ts'
import { Changes } from './changes.tsx'
import { FailureChoice } from './failure-choice.tsx'
import { RenderedView } from './rendered-view.tsx'

interface PreviewViewProps {
  readonly name: string
  /** A draft; null to render the version `hash`. */
  readonly text: string | null
  readonly hash: string
}

/** What a model would be told, with a past failure or with a fixture, beside the stable version. */
export function PreviewView({ name, text, hash }: PreviewViewProps) {
  const { api, notices, route } = useParts()
  const [task, setTask] = useState(route.value.query.get('task') ?? '')
  const [shown, setShown] = useState<{ preview: Preview; text: string | null } | null>(null)
  return (
    <>
      <form class="filters" onSubmit={render}>
        <FailureChoice template={name} value={task} onChange={setTask} />
        <button type="submit">Preview</button>
      </form>
      {shown && shown.text !== text && (
        <p class="warn">The text has been edited since this preview was made.</p>
      )}
      {shown && <PreviewResult preview={shown.preview} />}
    </>
  )

  function render(event: SubmitEvent): void {
    event.preventDefault()
    const body = {
      ...(text === null ? { hash } : { text }),
      ...(task === '' ? {} : { task_id: task }),
    }
    void notices.tell(null, async () => {
      const path = `/api/v1/templates/${encodeURIComponent(name)}/preview`
      setShown({ preview: await api.post(path, body), text })
    })
  }
}

function PreviewResult({ preview: { sample, rendered, stable, changes } }: { preview: Preview }) {
  return (
    <section aria-label="Preview">
      <p class="soft">With {sample}; no model was asked.</p>
      {stable === null && <p>It is the stable version itself: there is nothing to compare.</p>}
      {changes && <Changes changes={changes} />}
      <RenderedView title="This text" rendered={rendered} before={stable} isOpen={!changes} />
      {stable && <RenderedView title="The stable version" rendered={stable} />}
    </section>
  )
}
