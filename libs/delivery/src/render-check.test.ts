import { createRedactor } from '@millwright/logger'
import type { TaskRecord, TaskState } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { renderCheck } from './render-check.ts'
import { taskRecord } from './task-record.fixture.ts'

const redact = createRedactor(['the-very-secret-word'])
const head = taskRecord().task.head_sha

function checkOf(change: Partial<TaskRecord>, sha = head) {
  return renderCheck({ record: { ...taskRecord(), ...change }, sha, redact })
}

function withDiagnosis(change: Partial<TaskRecord['task']['inputs']['diagnosis']>) {
  const record = taskRecord()
  Object.assign(record.task.inputs.diagnosis, change)
  return record
}

const conclusions: [TaskState, string | null][] = [
  ['queued', null],
  ['watching', null],
  ['awaiting_approval', 'action_required'],
  ['escalated', 'action_required'],
  ['resolved', 'success'],
  ['failed', 'neutral'],
  ['superseded', 'neutral'],
]

test.each(conclusions)('a task that is %s concludes as %s', (state, conclusion) => {
  expect(checkOf({ state }).conclusion).toBe(conclusion)
})

test('on the way the check at the diagnosed head says one thing, whatever the state', () => {
  const states = ['queued', 'running', 'reported', 'delivering', 'watching'] as const

  const [first, ...others] = states.map((state) => checkOf({ state, reason: state }))

  for (const other of others) expect(other).toEqual(first)
})

test('a commit that was taken back asks for a person', () => {
  const { delivery } = taskRecord()

  const check = checkOf({ state: 'failed', delivery: { ...delivery, revert_sha: 'a'.repeat(40) } })

  expect(check.conclusion).toBe('action_required')
})

test('at a commit of ours the check has a name of its own, beside that of the next task', () => {
  const ours = checkOf({ state: 'failed' }, 'a'.repeat(40))
  const next = checkOf({ state: 'queued' })

  expect(ours.name).toBe('Millwright: fix of assertion-mismatch')
  expect(next.name).toBe('Millwright: assertion-mismatch')
})

test('places of the repository are marked at the diagnosed head, and nowhere else', () => {
  const files = [
    { path: 'src/a.ts', line: 3 },
    { path: 'src/b.ts' },
    ...['/etc/passwd', '../x', 'a/../x', 'C:\\x', 'a//b', '', 'a\nb'].map((path) => ({ path })),
  ]
  const record = withDiagnosis({ files })

  const places = renderCheck({ record, sha: head, redact }).annotations

  expect(places.map(({ path, line }) => [path, line])).toEqual([
    ['src/a.ts', 3],
    ['src/b.ts', 1],
  ])
  expect(renderCheck({ record, sha: 'b'.repeat(40), redact }).annotations).toEqual([])
})

test('no more places are marked than GitHub takes at once', () => {
  const files = Array.from({ length: 60 }, (_, index) => ({ path: `src/${index}.ts` }))

  const { annotations } = renderCheck({ record: withDiagnosis({ files }), sha: head, redact })

  expect(annotations).toHaveLength(50)
})

test('words of a log are inert and without secrets', () => {
  const summary = '@everyone the-very-secret-word <img src=x>'
  const record = withDiagnosis({ summary, files: [{ path: 'a.ts' }] })

  const check = renderCheck({ record, sha: head, redact })

  const text = JSON.stringify(check)
  expect(text).not.toContain('the-very-secret-word')
  expect(check.summary).toMatch(/`@everyone [^`]*<img src=x>`/)
})
