import { useState } from 'preact/hooks'
import type { Incidents } from '../../api/incident-answers.ts'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useParts } from '../../shell/parts.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { IncidentFilters } from './incident-filters.tsx'
import { IncidentLine } from './incident-line.tsx'

const PAGE = 50
const SHOWN_MAX = 400

/** The causes behind red jobs, the one seen last first. */
export function IncidentsPage() {
  const { query } = useParts().route.value
  const [limit, setLimit] = useState(PAGE)
  const asked = new URLSearchParams({ limit: String(limit) })
  for (const name of ['repo', 'open', 'q']) {
    const value = query.get(name)
    if (value) asked.set(name, value)
  }
  const page = useLoaded<Incidents>(`/api/v1/incidents?${asked}`)
  const cause = query.get('cause')
  const incidents = (page.value?.incidents ?? []).filter(
    ({ key }) => cause === null || key.startsWith(cause),
  )
  return (
    <>
      <IncidentFilters />
      <section class="card" aria-label="Incidents">
        <Unloaded of={page} what="the incidents" />
        {page.value && incidents.length === 0 && <p>No cause is known here.</p>}
        <ul class="lines">
          {incidents.map((incident) => (
            <IncidentLine key={`${incident.repo} ${incident.key}`} incident={incident} />
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
