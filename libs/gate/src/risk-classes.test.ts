import { readFileSync } from 'node:fs'
import { RiskClass } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { checkPatch } from './check-patch.ts'
import { examplePatch } from './example-patch.fixture.ts'

const limits = { files: 5, lines: 400 }

/** Patches in short form, one a line, below the class of what they put at risk. */
const cases = readFileSync(new URL('../fixtures/risks.txt', import.meta.url), 'utf8')
  .split(/^# /m)
  .slice(1)
  .flatMap((section) => {
    const [name, ...lines] = section.split('\n')
    const riskClass = RiskClass.parse(name)
    const short = lines.filter((line) => line.startsWith('=== '))
    return short.map((line): [string, string] => [riskClass, line])
  })

function judge(line: string) {
  const text = line.replaceAll('\\n', '\n').replaceAll('\\t', '\t')
  return checkPatch({ patch: examplePatch(text), limits })
}

test.each(cases)('%s is for a person to decide: %s', (riskClass, line) => {
  const result = judge(line)

  expect(result.classes).toContain(riskClass)
  expect(result.decision).not.toBe('pass')
})

test('there are at least fifty of each class', () => {
  const counts = RiskClass.options
    .filter((name) => name !== 'test_change')
    .map((name) => cases.filter(([riskClass]) => riskClass === name).length)

  expect(counts).toHaveLength(4)
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(50)
})
