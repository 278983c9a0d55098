import { expect, test } from 'vitest'
import { examplePatch } from '../example-patch.fixture.ts'
import { expectedValues } from '../expected-values.ts'
import { parsePatch } from '../patch/parse-patch.ts'
import { allRules } from './all-rules.ts'
import type { Example, Rule } from './rule.ts'

function hitsOf(rule: Rule, example: Example) {
  const given = typeof example === 'string' ? null : example
  const evidence = (given?.evidence ?? []).map((text, at) => ({ line: at + 1, text }))
  const context = {
    ...{ limits: { files: 5, lines: 400 }, category: given?.category ?? null, secrets: [] },
    expected: expectedValues(evidence),
  }
  return rule.find(parsePatch(examplePatch(example)), context)
}

const titled = (key: 'refused' | 'allowed') =>
  allRules.flatMap((rule) =>
    rule[key].map((example): [string, string, Rule, Example] => {
      const text = typeof example === 'string' ? example : `${example.category}: ${example.patch}`
      return [rule.name, text.slice(0, 100), rule, example]
    }),
  )

test.each(titled('refused'))('%s objects to %j', (_name, _text, rule, example) => {
  expect(hitsOf(rule, example)).not.toEqual([])
})

test.each(titled('allowed'))('%s lets pass %j', (_name, _text, rule, example) => {
  expect(hitsOf(rule, example)).toEqual([])
})

test('every rule has a name of its own, something that it refuses and something that it allows', () => {
  const names = allRules.map(({ name }) => name)

  expect(new Set(names).size).toBe(names.length)
  for (const { name, refused, allowed } of allRules) {
    expect(refused, name).not.toEqual([])
    expect(allowed, name).not.toEqual([])
  }
})
