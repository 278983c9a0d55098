import type { AuditEntry } from '../api/audit-answers.ts'
import { Time } from './time.tsx'
import { visible } from './visible.ts'

/** These touch nothing but who they are about. */
const sessions: ReadonlySet<string> = new Set(['sign in', 'sign out'])

/** Who asked for what, of what, from where. */
export function AuditRows({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <ul class="lines">
      {entries.map(({ seq, at, actor, action, target, from, detail, hash }) => (
        <li key={seq}>
          <div class="task-text">
            <p class="row">
              <span class="soft">{seq}</span>
              <b>{visible(action.replaceAll('_', ' '))}</b>
              {!sessions.has(action) && (
                <span>{target === '*' ? 'everything' : visible(target)}</span>
              )}
              <Time at={at} />
            </p>
            <p class="why">
              {visible(`${actor} from ${from}`)}
              {detail !== '' && visible(`: ${detail}`)}
            </p>
            <p class="why">
              <code title={hash}>{hash.slice(0, 16)}</code>
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
