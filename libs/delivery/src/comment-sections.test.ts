import { expect, test } from 'vitest'
import { COMMENT_MARKER, joinSections, mergeComments, splitSections } from './comment-sections.ts'

test('sections are read back as they were written', () => {
  const sections = new Map([
    ['task-2', 'second\n\ntext'],
    ['task-1', 'first'],
  ])

  expect([...splitSections(joinSections(sections))]).toEqual([...sections])
})

test("a section's newer self replaces the older one and stands first; the others stay", () => {
  const older = joinSections(
    new Map([
      ['a', 'old a'],
      ['b', 'old b'],
    ]),
  )

  const merged = mergeComments(joinSections(new Map([['b', 'new b']])), older)

  expect([...splitSections(merged)]).toEqual([
    ['b', 'new b'],
    ['a', 'old a'],
  ])
})

test('merging twice is merging once, also when line ends were changed on the way', () => {
  const newer = joinSections(new Map([['b', 'one\ntwo']]))
  const merged = mergeComments(newer, joinSections(new Map([['a', 'x']])))

  expect(mergeComments(newer, merged.replaceAll('\n', '\r\n'))).toBe(merged)
})

test('a comment that only quotes our marker has no sections', () => {
  expect(splitSections(`> ${COMMENT_MARKER}\n`)).toEqual(new Map())
})

test('a comment keeps eight sections', () => {
  const sections = new Map(Array.from({ length: 20 }, (_, n) => [`task-${n}`, 'text']))

  expect([...splitSections(joinSections(sections)).keys()]).toEqual(
    [...sections.keys()].slice(0, 8),
  )
})

test('a comment never exceeds what GitHub accepts', () => {
  const sections = new Map(Array.from({ length: 8 }, (_, n) => [`task-${n}`, 'x'.repeat(20_000)]))

  const body = joinSections(sections)

  expect(body.length).toBeLessThanOrEqual(65_536)
  expect(splitSections(body).size).toBe(3)
})
