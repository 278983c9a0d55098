import type { Workers } from '../../api/answers.ts'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Time } from '../../parts/time.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'

/** Who works, on what, and behind which walls. */
export function WorkersCard() {
  const list = useLoaded<Workers>('/api/v1/workers')
  return (
    <Card title="Workers" id="workers">
      <Unloaded of={list} what="the workers" />
      {list.value?.workers.length === 0 && <p>No worker is up.</p>}
      <ul class="lines">
        {list.value?.workers.map(
          ({ worker, host, task_id, sandbox, limits, provider, seen_at }) => (
            <li key={worker}>
              <div class="task-text">
                <p class="row">
                  <b>{worker}</b> on {host}
                  <Chip
                    word={sandbox === 'none' ? 'no sandbox' : sandbox}
                    tone={sandbox === 'none' ? 'bad' : 'good'}
                  />
                  <Time at={seen_at} />
                </p>
                <p class="what">
                  {task_id ? (
                    <a href={address(['tasks', task_id])}>{task_id}</a>
                  ) : (
                    'waits for a task'
                  )}
                </p>
                <p class="why">{limits}</p>
                {provider && provider.state !== 'ok' && <p class="problem">{provider.reason}</p>}
              </div>
            </li>
          ),
        )}
      </ul>
    </Card>
  )
}
