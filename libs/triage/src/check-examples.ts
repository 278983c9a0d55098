import type { Diagnosis } from '@millwright/protocol'
import { diagnose } from './diagnose.ts'
import type { Example } from './rule-pack.ts'
import type { CompiledRule, RuleSet } from './rule-set.ts'

/** An example of a rule that came out otherwise than the rule says. */
export type ExampleProblem = { rule: string; example: string; problem: string }

/**
 * Runs every rule's examples through the whole rule set: a `hit` must be decided by the rule it
 * stands under and not be shadowed by another, a `miss` must be decided by any other or none.
 */
export async function checkExamples(rules: RuleSet): Promise<ExampleProblem[]> {
  const problems: ExampleProblem[] = []
  for (const rule of rules.rules) {
    for (const example of rule.examples.hit) {
      const diagnosis = await diagnose(logOf(example), {}, rules)
      for (const problem of wrongHit(rule, example, diagnosis)) {
        problems.push({ rule: rule.fullId, example: logOf(example), problem })
      }
    }
    for (const example of rule.examples.miss) {
      const diagnosis = await diagnose(logOf(example), {}, rules)
      if (diagnosis.rule !== rule.fullId) continue
      problems.push({ rule: rule.fullId, example: logOf(example), problem: 'a miss was a hit' })
    }
  }
  return problems
}

function logOf(example: Example): string {
  return typeof example === 'string' ? example : example.log
}

function wrongHit(rule: CompiledRule, example: Example, diagnosis: Diagnosis): string[] {
  if (diagnosis.rule !== rule.fullId) return [`decided by ${diagnosis.rule}`]
  if (typeof example === 'string') return []
  const found = {
    files: diagnosis.files.map(({ path }) => path),
    tests: diagnosis.failing_tests,
    replay: diagnosis.replay,
    autofix: diagnosis.autofix,
  }
  return (['files', 'tests', 'replay', 'autofix'] as const).flatMap((name) => {
    const wanted = example[name]
    if (wanted === undefined) return []
    const isEqual = JSON.stringify(wanted) === JSON.stringify(found[name])
    return isEqual ? [] : [`${name} is ${JSON.stringify(found[name])}`]
  })
}
