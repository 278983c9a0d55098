import { CONTEXT_LINES_MAX } from '../limits.ts'
import { areWeak } from '../patterns/literal-worth.ts'
import type { PatternFacts } from '../patterns/pattern-facts.ts'
import { PatternFinder } from '../patterns/pattern-finder.ts'
import type {
  CollectUse,
  CompiledPack,
  CompiledRule,
  MatchUse,
  NextUse,
  PatternUse,
  RuleSet,
} from './rule-set.ts'
import { runnerMarkers } from './runner-markers.ts'

type FindUses = Pick<
  RuleSet,
  | 'literals'
  | 'freePatterns'
  | 'candidates'
  | 'narrow'
  | 'hadPieces'
  | 'confirm'
  | 'find'
  | 'freeNext'
  | 'lateMatches'
  | 'lateCollects'
>

/** Finds the uses of patterns that a line matches; see RuleSet for what each function promises. */
export function findUses(uses: readonly PatternUse[], facts: PatternFacts): FindUses {
  const patterns = uses.map(({ regex }) => regex)
  const isLate = uses.map((use) => comesLate(use, facts))
  const finder = new PatternFinder(patterns, isLate, runnerMarkers, facts)
  const usesOf = (indexes: readonly number[]) => indexes.flatMap((index) => uses[index] ?? [])
  const nexts = new Map<CompiledRule, NextUse[]>()
  const starts = new Map<CompiledRule, MatchUse[]>()
  const collects = new Map<CompiledPack, CollectUse[]>()
  for (const use of usesOf(finder.withoutLiterals)) {
    if (use.kind === 'next') append(nexts, use.rule, use)
    else if (use.kind === 'collect') append(collects, use.pack, use)
    else if (use.kind === 'match' && isLate[use.index]) append(starts, use.rule, use)
  }
  return {
    literals: finder.literals,
    freePatterns: usesOf(finder.triedAlways).map(({ regex }) => regex.source),
    candidates: (bytes, start, end) => finder.candidates(bytes, start, end),
    narrow: (candidates, bytes, start, end) => finder.narrow(candidates, bytes, start, end),
    hadPieces: () => finder.hadPieces,
    confirm: (candidates, text) => usesOf(finder.confirm(candidates, text)),
    find: (text) => usesOf(finder.find(text)),
    freeNext: (rule, step) => nexts.get(rule)?.find((use) => use.step === step),
    lateMatches: (rule) => starts.get(rule) ?? none,
    lateCollects: (pack) => collects.get(pack) ?? none,
  }
}

const none: readonly never[] = []

/** Whether a pattern without literals can wait for another line of its rule or pack. */
function comesLate(use: PatternUse, facts: PatternFacts): boolean {
  if (use.kind === 'next' || use.kind === 'collect') return true
  const next = use.kind === 'match' ? use.rule.followed_by[0] : undefined
  if (!next || next.within > CONTEXT_LINES_MAX) return false
  return !areWeak(facts.of(next.match).literals)
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value])
}
