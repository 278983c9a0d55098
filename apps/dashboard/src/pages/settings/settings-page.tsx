import { useState } from 'preact/hooks'
import type { Settings } from '../../api/setting-answers.ts'
import { Card } from '../../parts/card.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Checks } from './checks.tsx'
import { WorkersCard } from './workers-card.tsx'

/** How the service stands, and every setting with who decided it. */
export function SettingsPage() {
  const loaded = useLoaded<Settings>('/api/v1/settings')
  const [words, setWords] = useState('')
  const { settings = [], warnings = [] } = loaded.value ?? {}
  const shown = settings.filter(({ path, origin }) => `${path} ${origin}`.includes(words))
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
              value={words}
              onInput={({ currentTarget }) => setWords(currentTarget.value)}
            />
          </label>
        </div>
        <dl class="terms settings">
          {shown.map(({ path, value, origin }) => (
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
      </Card>
    </>
  )
}
