import { useState } from 'preact/hooks'
import type { Settings } from '../../api/setting-answers.ts'
import { Card } from '../../parts/card.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Checks } from './checks.tsx'
import { WorkersCard } from './workers-card.tsx'

/** The origin of what nobody decided. */
const DEFAULT = 'default'

/** How the service stands, and every setting with who decided it. */
export function SettingsPage() {
  const loaded = useLoaded<Settings>('/api/v1/settings')
  const [words, setWords] = useState('')
  const { settings = [], warnings = [] } = loaded.value ?? {}
  const shown = settings.filter(({ path, origin }) =>
    `${path} ${origin}`.toLowerCase().includes(words),
  )
  const defaults = shown.filter(({ origin }) => origin === DEFAULT)
  return (
    <>
      <Checks />
      <WorkersCard />
      <Card title="Settings" id="settings">
        <Unloaded of={loaded} what="the settings" />
        {warnings.length > 0 && (
          <ul class="reasons">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
        <div class="filters">
          <label>
            Find
            <input
              type="search"
              data-filter
              onInput={({ currentTarget }) => setWords(currentTarget.value.trim().toLowerCase())}
            />
          </label>
        </div>
        <Rows settings={shown.filter(({ origin }) => origin !== DEFAULT)} />
        {defaults.length > 0 && (
          <details open={words !== ''}>
            <summary>{defaults.length} that nobody set</summary>
            <Rows settings={defaults} />
          </details>
        )}
      </Card>
    </>
  )
}

function Rows({ settings }: { settings: Settings['settings'] }) {
  return (
    <dl class="terms settings">
      {settings.map(({ path, value, origin }) => (
        <div key={path}>
          <dt>
            <code>{path}</code>
          </dt>
          <dd>
            <code>{value}</code> <span class="soft">{origin}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
