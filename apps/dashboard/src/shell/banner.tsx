import { Mark } from '../parts/mark.tsx'
import type { Tone } from '../parts/words.ts'
import { isOpenToOthers } from './open-to-others.ts'
import type { Parts } from './parts.ts'
import { useParts } from './parts.ts'

/** Says what is not as it should be; an empty banner means that all is well. */
export function Banner() {
  const parts = useParts()
  return (
    <div role="status" aria-label="Health">
      <ul class="banner">
        {troubles(parts).map(({ tone, text }) => (
          <li key={text} class={tone}>
            <Mark tone={tone} /> {text}
          </li>
        ))}
      </ul>
    </div>
  )
}

function troubles({ live, session }: Parts): { tone: Tone; text: string }[] {
  const stale = live.staleMs.value
  const overview = live.overview.value
  const refused = overview?.prompts_refused ?? null
  const checks = Object.values(live.health.value?.checks ?? {})
  const found: { tone: Tone; text: string }[] = []
  if (isOpenToOthers(session.identity.value, location.hostname)) {
    found.push({ tone: 'bad', text: OPEN })
  }
  if (stale !== null) found.push({ tone: 'bad', text: staleText(stale) })
  for (const { status, text } of checks) {
    if (status === 'down') found.push({ tone: 'bad', text })
    if (status === 'degraded') found.push({ tone: 'warn', text })
  }
  if (refused !== null) {
    found.push({ tone: 'warn', text: `an edit of the prompts is not in use: ${placed(refused)}` })
  }
  return found
}

const OPEN =
  'everybody who opens this address reads logs and patches here: a proxy stands in front that ' +
  'the service does not see. Set status.url to this address, and restart'

function staleText(sinceMs: number): string {
  return `nothing new since ${new Date(sinceMs).toLocaleTimeString()}: the service does not answer`
}

function placed(refused: { place: { file: string; line: number } | null; problem: string }) {
  const { place, problem } = refused
  return place === null ? problem : `${place.file}:${place.line} ${problem}`
}
