import type { Repository } from '../../api/repository-answers.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Meter } from '../../parts/meter.tsx'
import { Terms } from '../../parts/terms.tsx'
import { Time } from '../../parts/time.tsx'
import { money, percent } from '../../parts/words.ts'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'

const modes = {
  off: 'nothing is done',
  report: 'comments only',
  staged: 'patches wait for a yes',
  auto: 'pushes what is proved',
} as const

/** One repository: what may be done there, how red it is, what it has cost today. */
export function RepositoryCard({ repository }: { repository: Repository }) {
  const { api, live, notices } = useParts()
  const { repo, mode, pause, runs, tasks, budget, last_failure, incidents } = repository
  const isOwnPause = pause?.scope === repo
  return (
    <section class="card" aria-label={repo}>
      <header class="card-head">
        <h2>
          <a href={address(['tasks'], { repo })}>{repo}</a>
        </h2>
        <span class="row">
          <b>{mode}</b> <span class="soft">{modes[mode]}</span>
        </span>
      </header>
      {pause && (
        <p class="row">
          <Chip word="paused" tone="bad" />
          <span class="soft">
            by {pause.actor} <Time at={pause.at} />
          </span>
        </p>
      )}
      <Terms
        pairs={[
          [
            `Red runs, ${runs.days} days`,
            `${percent(runs.red_rate)} (${runs.red} of ${runs.red + runs.green})`,
          ],
          [
            'Incidents',
            <a key="incidents" href={address(['incidents'], { repo, open: 'true' })}>
              {incidents.open} open
            </a>,
          ],
          ['Flakes', incidents.flaky.map(({ summary }) => summary).join('; ') || 'none known'],
          ['Tasks', `${tasks.open} open, ${tasks.awaiting_approval} await approval`],
          ['Last failure', last_failure && <Last failure={last_failure} />],
          ['Protected', repository.protected_branches.join(', ')],
          ['Forks', repository.forks ? 'let in' : 'reported only'],
        ]}
      />
      <Meter
        label={`Spent today: ${money(budget.spent + budget.reserved)} of ${money(budget.limit)}`}
        value={budget.spent + budget.reserved}
        max={budget.limit}
      />
      <p class="row">
        {isOwnPause ? (
          <AskFirst label="Resume" yes="Resume it" onYes={() => ask('resume')}>
            <p>What waited in {repo} goes on.</p>
          </AskFirst>
        ) : (
          <AskFirst label="Pause" yes="Pause it" onYes={() => ask('pause')}>
            <p>Nothing new begins in {repo} until somebody resumes it.</p>
          </AskFirst>
        )}
      </p>
    </section>
  )

  function ask(action: 'pause' | 'resume'): void {
    const words = `The lead was asked to ${action} ${repo}.`
    void notices.tell(words, () => api.post(`/api/v1/${action}`, { repo })).then(live.refresh)
  }
}

function Last({ failure: { at, summary } }: { failure: { at: string; summary: string } }) {
  return (
    <>
      {summary} <Time at={at} />
    </>
  )
}
