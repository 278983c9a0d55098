import type { Failure, TaskRecord } from '@millwright/protocol'
import { AskFirst } from '../../parts/ask-first.tsx'
import { Chip, StateChip } from '../../parts/chip.tsx'
import { onGitHub } from '../../parts/on-github.ts'
import { OutsideLink } from '../../parts/outside-link.tsx'
import { Terms } from '../../parts/terms.tsx'
import { Time } from '../../parts/time.tsx'
import { visible } from '../../parts/visible.ts'
import { place } from '../../parts/words.ts'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'

const ended = ['resolved', 'commented', 'escalated', 'superseded', 'cancelled', 'failed']
const callsForPeople = ['awaiting_approval', 'escalated', 'failed']

/** Where the task stands, why, and what may be asked of it. */
export function TaskHead({ record, failure }: { record: TaskRecord; failure: Failure | null }) {
  const { api, live, notices } = useParts()
  const { task, state, reason, result } = record
  const isEnded = ended.includes(state)
  return (
    <section class="card" aria-label="Where it stands">
      <p class="row">
        <StateChip state={state} />
        {result && <Chip word={result.outcome} />}
        <b>
          <Place task={task} web={onGitHub(failure)} />
        </b>
        <Time at={record.updated_at} />
      </p>
      <p>{visible(reason)}</p>
      {result && <p class="soft">{visible(result.summary)}</p>}
      <Terms
        pairs={[
          [
            'Failed job',
            failure && (
              <OutsideLink href={failure.html_url}>
                {visible(`${failure.workflow_name} / ${failure.job_name}`)}
              </OutsideLink>
            ),
          ],
          ['Head', <code key="head">{task.head_sha.slice(0, 12)}</code>],
          ['Kind', `${task.type.replaceAll('_', ' ')}, priority ${task.priority}`],
          ['Attempt', attemptOf(record, isEnded)],
          ['Opened', <Time key="opened" at={record.created_at} />],
        ]}
      />
      <p class="row">
        {state === 'awaiting_approval' && <a href={address(['approvals'])}>Decide on its patch</a>}
        {callsForPeople.includes(state) && (
          <button type="button" onClick={() => ask('acknowledge')}>
            I see to it
          </button>
        )}
        {isEnded && task.type !== 'escalate' && (
          <AskFirst label="Retry" yes="Queue it again" onYes={() => ask('retry')}>
            <p>The lead queues {task.task_id} again, as a new attempt.</p>
          </AskFirst>
        )}
        {!isEnded && (
          <AskFirst label="Cancel" yes="Cancel the task" class="bad" onYes={() => ask('cancel')}>
            <p>The lead stops {task.task_id}; what it has cost is kept on record.</p>
          </AskFirst>
        )}
      </p>
    </section>
  )

  function ask(action: keyof typeof words): void {
    const path = `/api/v1/tasks/${encodeURIComponent(task.task_id)}/${action}`
    void notices
      .tell(`The lead was asked to ${action} it.`, () => api.post(path))
      .then(live.refresh)
  }
}

/** Nothing for a task that came to its end without a worker. */
function attemptOf({ epoch, worker }: TaskRecord, isEnded: boolean): string | null {
  if (epoch > 0) return visible(`${epoch}, by ${worker ?? 'nobody'}`)
  return isEnded ? null : 'none yet'
}

/** Where the task belongs: on a pull request the way to it. */
function Place({ task: { repo, inputs }, web }: { task: TaskRecord['task']; web: string | null }) {
  const { pr_number: pull, branch } = inputs
  const words = visible(place(repo, pull, branch))
  if (web === null || pull === undefined) return <>{words}</>
  return <OutsideLink href={`${web}/pull/${pull}`}>{words}</OutsideLink>
}

const words = {
  acknowledge: 'Nobody else is called for it.',
  retry: 'The lead was asked to retry it.',
  cancel: 'The lead was asked to cancel it.',
}
