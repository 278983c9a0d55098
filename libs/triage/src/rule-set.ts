import { createHash } from 'node:crypto'
import { RE2JS } from 're2js'
import type { KnownIssue } from './known-issue.ts'
import { compileSets } from './pattern-sets.ts'
import type { CommandTemplate, Rule, RulePack } from './rule-pack.ts'

/** A pack that has been read and checked, with the file it came from. */
export type LoadedPack = RulePack & { name: string; file: string }

/** A known issue with the name of the file it came from. */
export type LoadedIssue = KnownIssue & { fullId: string }

export type CompiledCommand = { from: RE2JS | null; to: string }

export type CompiledRule = Omit<Rule, 'replay' | 'autofix' | 'step'> & {
  fullId: string
  pack: CompiledPack
  excludes: readonly RE2JS[]
  step: RE2JS | null
  replay: readonly CompiledCommand[]
  autofix: readonly CompiledCommand[]
}

export type CompiledPack = {
  name: string
  tool: string
  invocation: RE2JS | null
  /** Lines that are never collected. */
  collectExcludes: readonly RE2JS[]
  /** Patterns over the lines of a step's script that name files. */
  script: readonly RE2JS[]
}

export type CompiledIssue = KnownIssue & { fullId: string; excludes: readonly RE2JS[] }

/** What a pattern means when a line matches it. */
export type PatternUse = { regex: RE2JS } & (
  | { kind: 'match'; rule: CompiledRule }
  | { kind: 'next'; rule: CompiledRule; step: number }
  | { kind: 'collect'; pack: CompiledPack }
  | { kind: 'issue'; issue: CompiledIssue }
)

/** All rules, compiled into automata that take linear time on any line. */
export type RuleSet = {
  /** Changes whenever any rule does. */
  hash: string
  rules: readonly CompiledRule[]
  knownIssues: readonly LoadedIssue[]
  /** The uses of every pattern that this line matches. */
  find(text: string): PatternUse[]
}

/** Compiles packs whose patterns are known to be valid. */
export function compileRules(
  packs: readonly LoadedPack[],
  knownIssues: readonly LoadedIssue[] = [],
): RuleSet {
  const patterns: string[] = []
  const uses: PatternUse[] = []
  const rules: CompiledRule[] = []
  const add = (pattern: string, use: UseWithoutRegex) => {
    patterns.push(pattern)
    uses.push({ ...use, regex: RE2JS.compile(pattern) })
  }
  for (const pack of packs) {
    const compiled: CompiledPack = {
      name: pack.name,
      tool: pack.tool,
      invocation: pack.invocation ? RE2JS.compile(pack.invocation) : null,
      script: pack.script.map((pattern) => RE2JS.compile(pattern)),
      collectExcludes: pack.collect_not.map((pattern) => RE2JS.compile(pattern)),
    }
    for (const pattern of pack.collect) add(pattern, { kind: 'collect', pack: compiled })
    for (const rule of pack.rules) {
      const entry = compileRule(rule, compiled)
      rules.push(entry)
      for (const pattern of rule.match) add(pattern, { kind: 'match', rule: entry })
      for (const [step, next] of rule.followed_by.entries()) {
        add(next.match, { kind: 'next', rule: entry, step })
      }
    }
  }
  for (const issue of knownIssues) {
    const entry = { ...issue, excludes: issue.not.map((pattern) => RE2JS.compile(pattern)) }
    for (const pattern of issue.match) add(pattern, { kind: 'issue', issue: entry })
  }
  const finder = compileSets(patterns)
  const hash = createHash('sha256')
    .update(JSON.stringify([packs, knownIssues]))
    .digest('hex')
  const find = (text: string) => finder.find(text).flatMap((index) => uses[index] ?? [])
  return { hash: `sha256:${hash}`, rules, knownIssues, find }
}

type UseWithoutRegex = PatternUse extends infer U
  ? U extends unknown
    ? Omit<U, 'regex'>
    : never
  : never

function compileRule(rule: Rule, pack: CompiledPack): CompiledRule {
  return {
    ...rule,
    fullId: `${pack.name}/${rule.id}`,
    pack,
    step: rule.step ? RE2JS.compile(rule.step) : null,
    excludes: rule.not.map((pattern) => RE2JS.compile(pattern)),
    replay: rule.replay.map(compileCommand),
    autofix: rule.autofix.map(compileCommand),
  }
}

function compileCommand(template: CommandTemplate): CompiledCommand {
  if (typeof template === 'string') return { from: null, to: template }
  return { from: RE2JS.compile(template.from), to: template.to }
}
