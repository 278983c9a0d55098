import type { LazyPattern } from '../patterns/lazy-pattern.ts'
import type { KnownIssue } from './known-issue.ts'
import type { Rule, RulePack } from './rule-pack.ts'

/** A pack that has been read and checked, with the file it came from. */
export type LoadedPack = RulePack & { name: string; file: string }

/** A known issue with the name of the file it came from. */
export type LoadedIssue = KnownIssue & { fullId: string }

export type CompiledCommand = { from: LazyPattern | null; to: string }

export type CompiledRule = Omit<Rule, 'replay' | 'autofix' | 'step'> & {
  fullId: string
  pack: CompiledPack
  excludes: readonly LazyPattern[]
  step: LazyPattern | null
  replay: readonly CompiledCommand[]
  autofix: readonly CompiledCommand[]
}

export type CompiledPack = {
  name: string
  tool: string
  invocation: LazyPattern | null
  /** Lines that are never collected. */
  collectExcludes: readonly LazyPattern[]
  /** Patterns over the lines of a step's script that name files. */
  script: readonly LazyPattern[]
}

export type CompiledIssue = KnownIssue & { fullId: string; excludes: readonly LazyPattern[] }

/** What a pattern means when a line matches it. */
export type PatternUse = MatchUse | NextUse | CollectUse | IssueUse
export type MatchUse = { index: number; kind: 'match'; regex: LazyPattern; rule: CompiledRule }
export type NextUse = {
  index: number
  kind: 'next'
  regex: LazyPattern
  rule: CompiledRule
  step: number
}
export type CollectUse = { index: number; kind: 'collect'; regex: LazyPattern; pack: CompiledPack }
type IssueUse = { index: number; kind: 'issue'; regex: LazyPattern; issue: CompiledIssue }

/** All rules, compiled into automata that take linear time on any line. */
export type RuleSet = {
  /** Changes whenever any rule does. */
  hash: string
  rules: readonly CompiledRule[]
  knownIssues: readonly LoadedIssue[]
  /** What speed depends on: literals, and patterns without any that every line is tried with. */
  literals: readonly string[]
  freePatterns: readonly string[]
  /**
   * Patterns that these bytes of one raw line may match, by the literals on it; none for most
   * lines. Patterns without literals do not count.
   */
  candidates(bytes: Uint8Array, start: number, end: number): readonly number[]
  /** Those of the candidates that the same bytes may match after all. */
  narrow(
    candidates: readonly number[],
    bytes: Uint8Array,
    start: number,
    end: number,
  ): readonly number[]
  /** Whether the last line of candidates consists of several pieces, cut by carriage returns. */
  hadPieces(): boolean
  /** The uses of every pattern that this cleaned line matches, given its candidates. */
  confirm(candidates: readonly number[], text: string): PatternUse[]
  /** The uses of every pattern that this cleaned line matches. */
  find(text: string): PatternUse[]
  /** The pattern of a rule's further line, when that has no literals and `find` passes it over. */
  freeNext(rule: CompiledRule, step: number): NextUse | undefined
  /** The patterns of a rule's first line that `find` passes over, since its second tells. */
  lateMatches(rule: CompiledRule): readonly MatchUse[]
  /** The patterns of rules that look at the last lines of a step alone; `find` knows none. */
  tailUses: readonly MatchUse[]
  /** The `collect` patterns that `find` passes over, since they matter around hits alone. */
  lateCollects(pack: CompiledPack): readonly CollectUse[]
}
