import { useEffect, useRef, useState } from 'preact/hooks'
import type { Lint, TemplateVersion } from '../../api/template-answers.ts'
import { Card } from '../../parts/card.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useParts } from '../../shell/parts.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { LintView } from './lint-view.tsx'
import { PreviewView } from './preview-view.tsx'

/** How long typing has to pause before the text is checked, in milliseconds. */
const QUIET_MS = 500

interface EditorProps {
  readonly name: string
  readonly hash: string
  /** Told the hash of a text that was kept. */
  onKept(hash: string): void
}

/** A text to try: it is checked while it is typed, and nothing is made from it until it is kept. */
export function Editor({ name, hash, onKept }: EditorProps) {
  const { api, live, notices } = useParts()
  const field = useRef<HTMLTextAreaElement>(null)
  const base = `/api/v1/templates/${encodeURIComponent(name)}`
  const version = useLoaded<TemplateVersion>(`${base}/${hash}`)
  const files = version.value?.version.files ?? []
  const original = files.find(({ path }) => path.endsWith(`${name}.prompt.md`))?.text ?? null
  const [typed, setTyped] = useState<string | null>(null)
  const [lint, setLint] = useState<Lint | null>(null)
  const text = typed ?? original ?? ''

  useEffect(() => {
    if (typed === null) return
    const timer = setTimeout(() => {
      // A refusal is told by the next action; typing is not interrupted for it.
      api.post<Lint>(`${base}/lint`, { text: typed }).then(setLint, () => setLint(null))
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [typed, api, base])

  if (original === null) return <Unloaded of={version} what="this version" />
  return (
    <Card title="Text" id="text" aside={<code>{hash.slice(7, 19)}</code>}>
      <label for="template-text" class="soft">
        An edit is a draft until you keep it as a version
      </label>
      <textarea
        id="template-text"
        ref={field}
        class="editor"
        spellcheck={false}
        rows={24}
        value={text}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <LintView lint={lint} text={text} field={field} />
      <p class="row">
        <button
          type="button"
          class="main"
          disabled={typed === null || typed === original || lint?.ok !== true}
          onClick={keep}
        >
          Keep as a version
        </button>
        {typed !== null && (
          <button type="button" onClick={reset}>
            Back to the version
          </button>
        )}
      </p>
      <PreviewView name={name} text={typed} hash={hash} />
    </Card>
  )

  function reset(): void {
    setTyped(null)
    setLint(null)
  }

  function keep(): void {
    void notices.tell('The text is kept as a version. Promote it or try it here.', async () => {
      const kept = await api.post<{ hash: string }>(`${base}/versions`, { text })
      live.refresh()
      onKept(kept.hash)
      document.getElementById('versions')?.scrollIntoView()
    })
  }
}
