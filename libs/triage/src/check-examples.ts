import type { Diagnosis } from '@millwright/protocol'
import { diagnose } from './diagnose.ts'
import type { Example } from './packs/rule-example.ts'
import type { CompiledRule, RuleSet } from './packs/rule-set.ts'

/** An example of a rule that came out otherwise than the rule says. */
export type ExampleProblem = { rule: string; example: string; problem: string }

/**
 * Runs the examples of these rules through the whole rule set: a `hit` must be decided by the rule
 * it stands under and not be shadowed by another, a `miss` must be decided by any other or none.
 */
export async function checkExamples(
  set: RuleSet,
  rules: readonly CompiledRule[],
): Promise<ExampleProblem[]> {
  const problems: ExampleProblem[] = []
  for (const rule of rules) {
    const add = (log: string, problem: string) =>
      problems.push({ rule: rule.fullId, example: log, problem })
    for (const example of rule.examples.hit) {
      const log = logOf(example)
      for (const problem of wrongHit(rule, example, await diagnose(log, {}, set))) add(log, problem)
    }
    for (const log of rule.examples.miss.map(logOf)) {
      const diagnosis = await diagnose(log, {}, set)
      if (diagnosis.rule === rule.fullId) add(log, 'a miss was a hit')
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
    // Files found near the decisive lines may follow those that the example is about.
    files: diagnosis.files.map(({ path }) => path).slice(0, example.files?.length),
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
