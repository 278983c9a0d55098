import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { builtinRules } from '../packs/load-rules.ts'
import type { Example } from '../packs/rule-example.ts'
import { verdictOf } from '../verdict-of.ts'
import { wakes } from './wake-log.fixture.ts'
import { type Wrapper, wrappers } from './wrap-log.fixture.ts'

/** From here on a rule gives way to what a tool says of its own failure. */
const LAST_RESORT_TIER = 60

/** Reads some hundred logs; time for it on a busy machine. */
const MANY_LOGS_MS = 120_000

const rules = await builtinRules()

/** Every built-in example of a failure that needs a person. */
const examples = rules.rules
  .filter(({ verdict, category }) => (verdict ?? verdictOf(category)) === 'ESCALATE')
  .flatMap((rule) => rule.examples.hit.map((hit) => ({ rule, log: logOf(hit) })))

function logOf(example: Example): string {
  return typeof example === 'string' ? example : example.log
}

/** The examples that an agent would be set to, once they come in this shape. */
async function handedOver(wrap: Wrapper, tierMax: number): Promise<string[]> {
  const wrong: string[] = []
  for (const { rule, log } of examples) {
    if (rule.tier > tierMax) continue
    const { log: wrapped, ...facts } = wrap(log)
    const diagnosis = await diagnose(wrapped, facts, rules)
    if (diagnosis.verdict !== 'FIXABLE') continue
    wrong.push(`${rule.fullId} decided by ${diagnosis.rule}: ${log}`)
  }
  return wrong
}

test('there are many examples of failures that need a person', () => {
  expect(examples.length).toBeGreaterThanOrEqual(120)
})

for (const [name, wrap] of Object.entries(wrappers)) {
  test(
    `a failure that needs a person is no fix when it comes through ${name}`,
    async () => {
      expect(await handedOver(wrap, Number.POSITIVE_INFINITY)).toEqual([])
    },
    MANY_LOGS_MS,
  )
}

for (const [name, wrap] of Object.entries(wakes)) {
  test(
    `a failure that needs a person is no fix when ${name} failed in its wake`,
    async () => {
      expect(await handedOver(wrap, LAST_RESORT_TIER)).toEqual([])
    },
    MANY_LOGS_MS,
  )
}
