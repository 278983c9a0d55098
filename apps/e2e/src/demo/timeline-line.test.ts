import { expect, test } from 'vitest'
import { type TimelineLook, timelineLine } from './timeline-line.ts'

const at = '2026-01-01T00:00:12.345Z'
const look: TimelineLook = {
  startMs: Date.parse('2026-01-01T00:00:00Z'),
  stories: [
    { id: 'a', title: 'failing test', repo: 'acme/cart' },
    { id: 'b', title: 'bad format', repo: 'acme/site' },
  ],
  columns: 80,
  paint: (_, text) => text,
}

test('a line says when, in which story, who and what, in columns', () => {
  const lines = [
    timelineLine({ at, kind: 'delivery', repo: 'acme/cart', text: 'run 1 completed' }, look),
    timelineLine({ at, kind: 'report', task_id: 'ci-fix-acme__site-1-2', text: 'red' }, look),
    timelineLine({ at, kind: 'notify', text: 'acme/site#1 needs a person' }, look),
    timelineLine({ at, kind: 'task', text: 'swept' }, look),
  ]

  expect(lines).toEqual([
    ' 12.3 s  a  failing test  GitHub    run 1 completed',
    ' 12.3 s  b  bad format    worker    red',
    ' 12.3 s  b  bad format    person    acme/site#1 needs a person',
    ' 12.3 s                   task      swept',
  ])
})

test('what untrusted text holds for a terminal never reaches it, and the line fits', () => {
  const text = `\u001b[2J\u202eevil\n${'x'.repeat(200)}`

  const line = timelineLine({ at, kind: 'report', repo: 'acme/cart', text }, look)

  expect(line).toMatch(/ evil x+\u2026$/)
  expect(line).toHaveLength(80)
})
