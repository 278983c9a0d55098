import type { TaskRecord } from '@millwright/protocol'
import { useState } from 'preact/hooks'
import type { TranscriptPage } from '../../api/transcript-answers.ts'
import { Card } from '../../parts/card.tsx'
import { Time } from '../../parts/time.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { visible } from '../../parts/visible.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Turn } from './turn.tsx'

/** Turns shown at first, by each further click, and at most, as the service answers them. */
const PAGE = 10
const SHOWN_MAX = 200

/** What the model said and did, turn by turn; it grows while the model works. */
export function Transcript({ record }: { record: TaskRecord }) {
  const [isOpen, setOpen] = useState(record.state === 'running')
  return (
    <Card title="Transcript" id="transcript">
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>What the model said and did</summary>
        {isOpen && <Turns record={record} />}
      </details>
    </Card>
  )
}

function Turns({ record: { task, result } }: { record: TaskRecord }) {
  const [limit, setLimit] = useState(PAGE)
  const path = `/api/v1/tasks/${encodeURIComponent(task.task_id)}/transcript?limit=${limit}`
  const page = useLoaded<TranscriptPage>(path)
  if (page.value === null) return <Unloaded of={page} what="the transcript" />
  const { attempt, turns, next, total, left_out } = page.value
  if (attempt === null) {
    const wasPaid = result !== null && result.usage.turns > 0
    return <p>{wasPaid ? 'It is no longer kept.' : 'No model has worked on this task.'}</p>
  }
  const isFull = next !== null && limit < SHOWN_MAX
  return (
    <>
      <p class="soft">
        {total === 1 ? 'One turn' : `${total} turns`}, attempt {attempt.epoch} by{' '}
        {visible(attempt.worker)}, <Time at={attempt.at} />. Long texts are cut, secrets are taken
        out, and all of it is what a model wrote or a repository printed.
      </p>
      {left_out > 0 && next === null && (
        <p class="soft">The first {left_out} turns are not kept: there was no room for them.</p>
      )}
      {isFull && (
        <button type="button" onClick={() => setLimit(Math.min(limit + PAGE * 2, SHOWN_MAX))}>
          Earlier turns
        </button>
      )}
      <ol class="turns">
        {turns.map((turn) => (
          <Turn key={turn.turn} turn={turn} />
        ))}
      </ol>
    </>
  )
}
