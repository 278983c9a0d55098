import type { MatchUse } from '../packs/rule-set.ts'
import type { Step } from '../steps/log-step.ts'
import type { HitStore } from './hit-store.ts'
import type { MatchWatch } from './match-watch.ts'
import { startHit } from './start-hit.ts'

/** Adds the hits of rules that look at the last lines of a step alone; the step has ended. */
export function lookAtTail(
  step: Step,
  uses: readonly MatchUse[],
  { store, roots, watch }: { store: HitStore; roots: readonly string[]; watch: MatchWatch },
): void {
  const { tail } = step
  const place = `${step.name}\n${step.command}`
  const wanted = uses.filter(({ rule }) => rule.step === null || rule.step.test(place))
  const linesBefore = (number: number, count: number) =>
    count === 0 ? [] : tail.filter((line) => line.number < number).slice(-count)
  for (const use of wanted) {
    for (const [index, line] of tail.entries()) {
      if (!use.regex.test(line.text)) continue
      const hit = startHit(use, line, { roots, linesBefore, watch })
      if (!hit) continue
      hit.after = tail.slice(index + 1, index + 1 + use.rule.after)
      store.keep(hit, step)
    }
  }
}
