import { useState } from 'preact/hooks'
import type { TemplateHistory, Templates } from '../../api/template-answers.ts'
import { Card } from '../../parts/card.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Editor } from './editor.tsx'
import { NumbersList } from './numbers-list.tsx'
import { VersionLine } from './version-line.tsx'

/** One template: its versions with what became of their tasks, and a place to try another text. */
export function TemplatePage({ name }: { name: string }) {
  const history = useLoaded<TemplateHistory>(`/api/v1/templates/${encodeURIComponent(name)}`)
  const templates = useLoaded<Templates>('/api/v1/templates')
  const [chosen, setChosen] = useState<string | null>(null)
  if (history.value === null) return <Unloaded of={history} what="this template" />
  const { versions, trial } = history.value
  const common = versions.filter(({ repo }) => repo === null)
  const stable = versions.find(({ label, in_use }) => label === 'stable' || in_use)
  const serves = templates.value?.prompts?.templates.find((one) => one.name === name)?.serves
  const isReadOnly = serves?.every((type) => type === 'investigate') === true
  const hash = chosen ?? stable?.hash ?? versions[0]?.hash ?? null
  return (
    <>
      <Card title="Versions" id="versions">
        {trial?.worse && <p class="problem">The canary is clearly worse: {trial.worse}</p>}
        <ul class="lines">
          {versions.map((version) => (
            <VersionLine
              key={version.hash}
              name={name}
              version={version}
              isOpen={version.hash === hash}
              isOnly={common.length === 1}
              onOpen={() => setChosen(version.hash)}
            />
          ))}
        </ul>
        <NumbersList versions={versions} isReadOnly={isReadOnly} />
      </Card>
      {hash !== null && <Editor key={hash} name={name} hash={hash} onKept={setChosen} />}
    </>
  )
}
