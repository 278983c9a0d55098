import type { Templates } from '../../api/template-answers.ts'
import { Chip } from '../../parts/chip.tsx'
import { Time } from '../../parts/time.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'

/** The prompts that new tasks are made from, and the edit that is refused. */
export function TemplatesPage() {
  const list = useLoaded<Templates>('/api/v1/templates')
  const prompts = list.value?.prompts ?? null
  const trials = new Map((list.value?.rollouts ?? []).map(({ name, canary }) => [name, canary]))
  return (
    <section class="card" aria-label="Templates">
      <Unloaded of={list} what="the templates" />
      {list.value && prompts === null && <p>No lead has loaded any template yet.</p>}
      {prompts?.refused && (
        <pre class="problem">
          {prompts.refused.place &&
            `${prompts.refused.place.file}:${prompts.refused.place.line}:${prompts.refused.place.column} `}
          {prompts.refused.problem}
        </pre>
      )}
      <ul class="lines">
        {prompts?.templates.map(({ name, repo, hash, description, serves }) => (
          <li key={`${name} ${repo}`}>
            <div class="task-text">
              <p class="row">
                <a data-row href={address(['templates', name])}>
                  {name}
                </a>
                {repo && <span class="soft">for {repo.replace('__', '/')}</span>}
                {trials.get(name) && (
                  <Chip word={`canary on ${trials.get(name)?.share} %`} tone="busy" />
                )}
                <code class="end">{hash.slice(7, 19)}</code>
              </p>
              <p class="what">{description}</p>
              <p class="why">for tasks of the kind {serves.join(', ').replaceAll('_', ' ')}</p>
            </div>
          </li>
        ))}
      </ul>
      {prompts && (
        <p class="soft">
          Loaded <Time at={prompts.since} />
        </p>
      )}
    </section>
  )
}
