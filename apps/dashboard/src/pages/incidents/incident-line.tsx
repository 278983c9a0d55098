import type { Incident } from '../../api/incident-answers.ts'
import { Chip } from '../../parts/chip.tsx'
import { OutsideLink } from '../../parts/outside-link.tsx'
import { Time } from '../../parts/time.tsx'
import { place } from '../../parts/words.ts'
import { address } from '../../shell/route.ts'

/** One cause, with every place where it was seen. */
export function IncidentLine({ incident }: { incident: Incident }) {
  const { repo, category, summary, urgency, task_id, issue, closed_at } = incident
  const isUrgent = urgency === 'critical' || urgency === 'high'
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
          {closed_at === null ? <Chip word="red" /> : <Chip word="green again" tone="good" />}
          {isUrgent && <Chip word={urgency} tone="warn" />}
          {issue && (
            <span class="soft">
              issue #{issue.number}
              {issue.is_closed && ', closed'}
            </span>
          )}
          <Time at={incident.seen_at} />
        </p>
        <p class="what">
          <span class="soft">{category}</span> {summary}
        </p>
        <Places incident={incident} />
      </div>
    </li>
  )
}

/** Where it was seen; of a cause that is green again the places may be gone. */
function Places({ incident: { repo, sightings, opened_at } }: { incident: Incident }) {
  if (sightings.length === 0) {
    return (
      <p class="why">
        first seen <Time at={opened_at} />
      </p>
    )
  }
  return (
    <details>
      <summary>
        seen in {sightings.length} {sightings.length === 1 ? 'place' : 'places'}, first{' '}
        <Time at={opened_at} />
      </summary>
      <ul class="rules">
        {sightings.map((seen) => (
          <li key={seen.failure_id} class="row">
            <OutsideLink href={seen.html_url}>
              {place(repo, seen.pr_number, seen.branch)} {seen.workflow_name} / {seen.job_name}
            </OutsideLink>
            {seen.is_left && <span class="soft">left to the task above</span>}
            <Time at={seen.at} />
          </li>
        ))}
      </ul>
    </details>
  )
}
