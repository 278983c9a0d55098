import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { useParts } from '../../shell/parts.ts'

/** Each part with how it is; `millwright doctor` checks more and says how to mend it. */
export function Checks() {
  const { live } = useParts()
  const checks = Object.entries(live.health.value?.checks ?? {})
  const overview = live.overview.value
  return (
    <Card
      title="Doctor"
      id="doctor"
      aside={overview && <span class="soft">version {overview.version}</span>}
    >
      <ul class="rules">
        {checks.map(([name, { status, text }]) => (
          <li key={name} class="row">
            <Chip word={status} />
            <b>{name}</b>
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <p class="soft">
        <code>millwright doctor</code> checks more, on the machine itself, and names the fix of each
        finding. <a href="/api/v1/docs">The API</a> and <a href="/lite">the plain page</a> are here
        too.
      </p>
    </Card>
  )
}
