import { createHash } from 'node:crypto'
import { LazyPattern } from '../patterns/lazy-pattern.ts'
import { PatternFacts } from '../patterns/pattern-facts.ts'
import { findUses } from './find-uses.ts'
import type { CommandTemplate, Rule } from './rule-pack.ts'
import type {
  CompiledCommand,
  CompiledPack,
  CompiledRule,
  LoadedIssue,
  LoadedPack,
  MatchUse,
  PatternUse,
  RuleSet,
} from './rule-set.ts'

/**
 * Compiles packs whose patterns are known to be valid. `facts` may hold what was found out about
 * patterns before; what is found out now is added.
 */
export function compileRules(
  packs: readonly LoadedPack[],
  knownIssues: readonly LoadedIssue[] = [],
  facts: PatternFacts = new PatternFacts(),
): RuleSet {
  const uses: PatternUse[] = []
  const tailUses: MatchUse[] = []
  const rules: CompiledRule[] = []
  for (const pack of packs) {
    const compiled: CompiledPack = {
      name: pack.name,
      tool: pack.tool,
      invocation: pack.invocation ? new LazyPattern(pack.invocation) : null,
      script: pack.script.map((pattern) => new LazyPattern(pattern)),
      collectExcludes: pack.collect_not.map((pattern) => new LazyPattern(pattern)),
    }
    for (const pattern of pack.collect) {
      uses.push({
        index: uses.length,
        kind: 'collect',
        regex: new LazyPattern(pattern),
        pack: compiled,
      })
    }
    const excludes = pack.not.map((pattern) => new LazyPattern(pattern))
    for (const rule of pack.rules) {
      const entry = compileRule(rule, compiled, excludes, pack.not)
      rules.push(entry)
      const list = rule.last_lines ? tailUses : uses
      for (const pattern of rule.match) {
        list.push({
          index: list.length,
          kind: 'match',
          regex: new LazyPattern(pattern),
          rule: entry,
        })
      }
      for (const [step, next] of rule.followed_by.entries()) {
        uses.push({
          index: uses.length,
          kind: 'next',
          regex: new LazyPattern(next.match),
          rule: entry,
          step,
        })
      }
    }
  }
  for (const issue of knownIssues) {
    const entry = { ...issue, excludes: issue.not.map((pattern) => new LazyPattern(pattern)) }
    for (const pattern of issue.match) {
      uses.push({
        index: uses.length,
        kind: 'issue',
        regex: new LazyPattern(pattern),
        issue: entry,
      })
    }
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([packs, knownIssues]))
    .digest('hex')
  return { hash: `sha256:${hash}`, rules, knownIssues, tailUses, ...findUses(uses, facts) }
}

function compileRule(
  rule: Rule,
  pack: CompiledPack,
  packExcludes: readonly LazyPattern[],
  packNot: readonly string[],
): CompiledRule {
  return {
    ...rule,
    not: [...rule.not, ...packNot],
    fullId: `${pack.name}/${rule.id}`,
    pack,
    step: rule.step ? new LazyPattern(rule.step) : null,
    excludes: [...rule.not.map((pattern) => new LazyPattern(pattern)), ...packExcludes],
    replay: rule.replay.map(compileCommand),
    autofix: rule.autofix.map(compileCommand),
  }
}

function compileCommand(template: CommandTemplate): CompiledCommand {
  if (typeof template === 'string') return { from: null, to: template }
  return { from: new LazyPattern(template.from), to: template.to }
}
