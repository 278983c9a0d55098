import type { TaskRecord } from '@millwright/protocol'
import type { Store } from '@millwright/store'
import { sampleFailure, sampleRecord } from '../sample-records.fixture.ts'
import { millTasks, type Told, WAITING } from './mill-tasks.fixture.ts'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** The tasks of the mill, what was last said of one of them, and what was left alone. */
export async function fillTasks(store: Store, template: string): Promise<void> {
  const { failure, diagnosis } = sampleFailure()
  await store.saveFailure({
    ...{ failure, diagnosis, task_id: WAITING, verdict: 'FIXABLE', answer: 'act' },
  })
  for (const told of millTasks) await store.createTask(toRecord(told, template))
  const texts = [
    'workspace: checking out 0123456789ab',
    'reproduce: red',
    'agent: edit src/cart.ts',
  ]
  for (const text of texts) {
    const about = { repo: 'acme/web', task_id: 'ci-fix-acme__web-212-9001' }
    await store.addEvent({ at: ago(0), kind: 'report', ...about, text })
  }
  for (const [pr_number, answer, reason] of [
    [61, 'skip', 'the pull request is a draft'],
    [59, 'wait', 'quiet hours last until 07:00'],
    [57, 'act', 'an agent may try to fix it'],
  ] as const) {
    await store.addDecision({
      ...{ failure_id: pr_number === 57 ? failure.failure_id : `f-${pr_number}` },
      ...{ repo: 'acme/billing', pr_number, head_sha: failure.head_sha, task_id: null },
      ...{ answer, reason, at: ago(pr_number), rules: [{ rule: 'draft', answer, reason }] },
    })
  }
}

function toRecord(
  { pull, repo, state, reason, minutes, says, more = {} }: Told,
  template: string,
): TaskRecord {
  const id = `ci-fix-${repo.replace('/', '__')}-${pull}`
  const names: Record<number, string> = { 57: '8800', 208: '8102', 212: '9001' }
  const task_id = `${id}-${names[pull] ?? pull * 7}`
  const base = sampleRecord(task_id)
  const diagnosis = { ...base.task.inputs.diagnosis, ...says }
  const inputs = { ...base.task.inputs, pr_number: pull, branch: `feat/${pull}`, diagnosis }
  const made = { name: 'fix-test', hash: template }
  const task = { ...base.task, repo, inputs, verdict: diagnosis.verdict, template: made }
  const times = { created_at: ago(minutes + 4), updated_at: ago(minutes) }
  const worker = state === 'queued' ? null : 'north'
  return { ...base, task, state, reason, worker, epoch: worker === null ? 0 : 1, ...times, ...more }
}
