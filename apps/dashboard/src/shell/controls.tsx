import { AskFirst } from '../parts/ask-first.tsx'
import { Mark } from '../parts/mark.tsx'
import { useParts } from './parts.ts'
import { pauseOf } from './pause-of.ts'
import { Who } from './who.tsx'

/** On every page: whether what is shown is live, and the switch that stops everything new. */
export function Controls() {
  const { api, live, notices } = useParts()
  const overview = live.overview.value
  const { word, canResume } = pauseOf(overview)
  return (
    <header class={`controls ${word === null ? '' : 'paused'}`}>
      <LiveWord />
      {word !== null && (
        <strong class="paused-word">
          <Mark tone="bad" /> {word}
        </strong>
      )}
      <span class="row end">
        <Who />
        {canResume ? (
          <AskFirst label="Resume" yes="Resume everything" class="main" onYes={() => ask('resume')}>
            <p>What waited goes on, in every repository that is not paused by itself.</p>
          </AskFirst>
        ) : (
          <AskFirst label="Pause all" yes="Pause everything" onYes={() => ask('pause')}>
            <p>
              Nothing new begins in any repository until somebody resumes. What runs now goes on to
              its end. The pause outlives a restart.
            </p>
          </AskFirst>
        )}
        <AskFirst
          label="Stop spending"
          yes="Stop it now"
          class="bad"
          onYes={() => ask('stop-spending')}
        >
          <p>
            Everything is paused, and what is at work is cancelled: no model is paid from now on.
            Resume lets new work begin.
          </p>
        </AskFirst>
      </span>
    </header>
  )

  function ask(action: keyof typeof words): void {
    void notices.tell(words[action], () => api.post(`/api/v1/${action}`)).then(live.refresh)
  }
}

function LiveWord() {
  const { live } = useParts()
  if (live.staleMs.value !== null) {
    const since = Math.max(1, Math.round((live.nowMs.value - live.staleMs.value) / 1000))
    return <span class="live bad">stale since {since} s</span>
  }
  return live.isLive.value ? (
    <span class="live good">live</span>
  ) : (
    <span class="live warn">reconnecting</span>
  )
}

const words = {
  pause: 'The lead was asked to pause.',
  resume: 'The lead was asked to go on.',
  'stop-spending': 'The lead was asked to stop all that costs.',
}
