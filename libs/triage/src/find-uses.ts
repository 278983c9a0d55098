import { PatternFinder } from './pattern-finder.ts'
import type { CompiledRule, NextUse, PatternUse, RuleSet } from './rule-set.ts'
import { runnerMarkers } from './runner-markers.ts'

type FindUses = Pick<
  RuleSet,
  'literals' | 'freePatterns' | 'hasFree' | 'candidates' | 'confirm' | 'find' | 'freeNext'
>

/** Finds the uses of patterns that a line matches; see RuleSet for what each function promises. */
export function findUses(uses: readonly PatternUse[]): FindUses {
  const finder = new PatternFinder(
    uses.map(({ regex }) => regex),
    // A rule's further line matters only while the rule waits for it.
    uses.map(({ kind }) => kind === 'next'),
    runnerMarkers,
  )
  const usesOf = (indexes: readonly number[]) => indexes.flatMap((index) => uses[index] ?? [])
  const freeNext = new Map<CompiledRule, NextUse[]>()
  for (const use of usesOf(finder.freePatterns)) {
    if (use.kind !== 'next') continue
    freeNext.set(use.rule, [...(freeNext.get(use.rule) ?? []), use])
  }
  return {
    literals: finder.literals,
    freePatterns: usesOf(finder.freePatterns).map(({ regex }) => regex.source),
    hasFree: finder.hasFree,
    candidates: (bytes, start, end) => finder.candidates(bytes, start, end),
    confirm: (candidates, text) => usesOf(finder.confirm(candidates, text)),
    find: (text) => usesOf(finder.find(text)),
    freeNext: (rule, step) => freeNext.get(rule)?.find((use) => use.step === step),
  }
}
