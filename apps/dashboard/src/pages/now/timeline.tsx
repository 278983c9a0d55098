import { Card } from '../../parts/card.tsx'
import { speakers } from '../../parts/speakers.ts'
import { Time } from '../../parts/time.tsx'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'

const SHOWN = 25

/** Everything that happens, as it happens. Not read out: a screen reader would never end. */
export function Timeline() {
  const lines = useParts().live.lines.value
  return (
    <Card title="Timeline" id="timeline">
      {lines.length === 0 && <p class="soft">Nothing has happened yet.</p>}
      <ol class="timeline">
        {lines.slice(0, SHOWN).map(({ nth, at, kind, repo, task_id, text }) => (
          <li key={nth}>
            <p class="row">
              <b>{speakers[kind]}</b>
              {task_id ? <a href={address(['tasks', task_id])}>{repo ?? task_id}</a> : repo}
              <Time at={at} />
            </p>
            <p class="why">{text}</p>
          </li>
        ))}
      </ol>
    </Card>
  )
}
