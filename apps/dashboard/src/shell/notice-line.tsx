import { useParts } from './parts.ts'

/** The last thing that was done, or was refused. */
export function NoticeLine() {
  const { notices } = useParts()
  const last = notices.last.value
  return (
    <div class="notices" role="status">
      {last && (
        <p class={`notice ${last.tone}`}>
          <span>{last.text}</span>
          <button type="button" onClick={notices.clear}>
            Close
          </button>
        </p>
      )}
    </div>
  )
}
