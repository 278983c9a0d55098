import { useState } from 'preact/hooks'
import type { Incident, Incidents } from '../../api/answers.ts'
import { Chip } from '../../parts/chip.tsx'
import { Time } from '../../parts/time.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { IncidentFilters } from './incident-filters.tsx'

const PAGE = 50
const SHOWN_MAX = 400

/** The causes behind red jobs, the one seen last first. */
export function IncidentsPage() {
  const { query } = useParts().route.value
  const [limit, setLimit] = useState(PAGE)
  const asked = new URLSearchParams({ limit: String(limit) })
  for (const name of ['repo', 'standing', 'q']) {
    const value = query.get(name)
    if (value) asked.set(name, value)
  }
  const page = useLoaded<Incidents>(`/api/v1/incidents?${asked}`)
  const cause = query.get('cause')
  const incidents = (page.value?.incidents ?? []).filter(
    ({ fingerprint }) => cause === null || fingerprint === cause,
  )
  return (
    <>
      <IncidentFilters />
      <section class="card" aria-label="Incidents">
        <Unloaded of={page} what="the incidents" />
        {page.value && incidents.length === 0 && <p>No cause is known here.</p>}
        <ul class="lines">
          {incidents.map((incident) => (
            <IncidentLine key={`${incident.repo} ${incident.fingerprint}`} incident={incident} />
          ))}
        </ul>
        {page.value?.next && limit < SHOWN_MAX && (
          <button type="button" onClick={() => setLimit(limit * 2)}>
            Older incidents
          </button>
        )}
      </section>
    </>
  )
}

function IncidentLine({ incident }: { incident: Incident }) {
  const { repo, category, summary, failures, standing, verdict, task_id, newest } = incident
  return (
    <li>
      <div class="task-text">
        <p class="row">
          {task_id === null ? (
            <b>{repo}</b>
          ) : (
            <a data-row href={address(['tasks', task_id])}>
              {repo}
            </a>
          )}
          <span class="soft verdict">{verdict}</span>
          {standing && <Chip word={standing} tone={standing === 'new' ? 'calm' : 'warn'} />}
          <Time at={incident.last_at} />
        </p>
        <p class="what">
          <span class="soft">{category}</span> {summary}
        </p>
        <p class="why">
          {failures === 1 ? 'once' : `${failures} times`}, last in {newest.workflow_name} /{' '}
          {newest.job_name} on {newest.head_branch}; first seen <Time at={incident.first_at} />
        </p>
      </div>
    </li>
  )
}
