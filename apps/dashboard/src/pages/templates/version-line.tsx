import type { Version } from '../../api/template-answers.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Time } from '../../parts/time.tsx'
import { useParts } from '../../shell/parts.ts'

/** The share of the tasks that a trial begins with, in per cent. */
const TRIAL_SHARE = 20

interface VersionLineProps {
  readonly name: string
  readonly version: Version
  readonly isOpen: boolean
  /** There is no other version to go back to. */
  readonly isOnly: boolean
  onOpen(): void
}

/** A version and what may be done with it. */
export function VersionLine({ name, version, isOpen, isOnly, onOpen }: VersionLineProps) {
  const { api, live, notices } = useParts()
  const { hash, at, label, is_folder, repo } = version
  const short = hash.slice(7, 19)
  const isFree = repo === null && label !== 'stable'
  return (
    <li>
      <div class="task-text">
        <p class="row">
          <code>{short}</code>
          {label && <Chip word={label} tone={label === 'stable' ? 'good' : 'busy'} />}
          {is_folder && <span class="soft">in the folder</span>}
          {repo && <span class="soft">for {repo.replace('__', '/')}</span>}
          <Time at={at} />
        </p>
        <p class="row">
          <button type="button" aria-pressed={isOpen} onClick={onOpen}>
            Open
          </button>
          {isFree && (
            <AskFirst label="Promote" yes="Use it from now on" onYes={() => ask('promote')}>
              <p>
                New tasks are made from {name} {short}. Tasks that run keep theirs; the stable
                version can be had back.
              </p>
            </AskFirst>
          )}
          {isFree && label === null && (
            <AskFirst label="Try" yes="Try it" onYes={() => ask('canary', { share: TRIAL_SHARE })}>
              <p>
                {TRIAL_SHARE} % of the new tasks are made from {name} {short}. When it does clearly
                worse, the stable version is used again by itself.
              </p>
            </AskFirst>
          )}
          {label === 'canary' && (
            <AskFirst label="End the trial" yes="End it" onYes={() => ask('canary', { share: 0 })}>
              <p>All new tasks are made from the stable version again.</p>
            </AskFirst>
          )}
          {label === 'stable' && !isOnly && (
            <AskFirst label="Roll back" yes="Go back" onYes={() => ask('rollback', {}, false)}>
              <p>New tasks are made from the version that was used before {short}.</p>
            </AskFirst>
          )}
        </p>
      </div>
    </li>
  )

  function ask(action: string, more: object = {}, isNamed = true): void {
    const path = `/api/v1/templates/${encodeURIComponent(name)}/${action}`
    const body = isNamed ? { hash, ...more } : more
    void notices
      .tell(`The lead was asked: ${action} ${name}.`, () => api.post(path, body))
      .then(live.refresh)
  }
}
