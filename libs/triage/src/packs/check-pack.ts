import { hasFix } from '../verdict-of.ts'
import { checkCommands } from './check-commands.ts'
import { checkPattern } from './check-pattern.ts'
import { groupsOf, namesIn } from './names-in.ts'
import type { FileProblem } from './read-yaml.ts'
import type { Rule, RulePack } from './rule-pack.ts'

/** The first thing a schema cannot see that is wrong with a pack; null when it is sound. */
export function checkPack(pack: RulePack): FileProblem | null {
  const seen = new Set<string>()
  const invocation = pack.invocation ? checkPattern(pack.invocation, ['invocation']) : null
  if (invocation) return invocation
  for (const kind of ['collect', 'collect_not', 'script', 'not'] as const) {
    for (const [index, pattern] of pack[kind].entries()) {
      const problem = checkPattern(pattern, [kind, index])
      if (problem) return problem
    }
  }
  for (const [index, rule] of pack.rules.entries()) {
    const path = ['rules', index]
    if (seen.has(rule.id)) {
      return { path: [...path, 'id'], message: `rule "${rule.id}" stands here twice` }
    }
    seen.add(rule.id)
    const problem =
      checkPatterns(rule, path) ??
      checkNames(rule, path) ??
      checkLastLines(rule, path) ??
      checkCommands(rule, path) ??
      checkVerdict(rule, path)
    if (problem) return problem
  }
  return null
}

type Path = readonly PropertyKey[]

function checkPatterns(rule: Rule, path: Path): FileProblem | null {
  const patterns: [string, Path][] = [
    ...rule.match.map((p, i): [string, Path] => [p, [...path, 'match', i]]),
    ...rule.not.map((p, i): [string, Path] => [p, [...path, 'not', i]]),
    ...(rule.step ? [[rule.step, [...path, 'step']] satisfies [string, Path]] : []),
    ...rule.followed_by.map((t, i): [string, Path] => [
      t.match,
      [...path, 'followed_by', i, 'match'],
    ]),
  ]
  for (const [pattern, place] of patterns) {
    const problem = checkPattern(pattern, place)
    if (problem) return problem
  }
  return null
}

function checkNames(rule: Rule, path: Path): FileProblem | null {
  const groups = new Set(
    [...rule.match, ...rule.followed_by.map((t) => t.match)].flatMap((p) => groupsOf(p)),
  )
  for (const name of Object.keys(rule.captures)) {
    if (!groups.has(name)) {
      return { path: [...path, 'captures', name], message: `no pattern has a group "${name}"` }
    }
  }
  for (const group of groups) {
    if (!(group in rule.captures)) {
      return { path: [...path, 'match'], message: `group "${group}" has no type under captures` }
    }
  }
  const used = [...rule.require, ...rule.key, ...namesIn(rule.summary)]
  const unknown = used.find((name) => !(name in rule.captures))
  return unknown === undefined
    ? null
    : { path, message: `"${unknown}" is not a capture of this rule` }
}

function checkLastLines({ last_lines, followed_by }: Rule, path: Path): FileProblem | null {
  if (!last_lines || followed_by.length === 0) return null
  return { path: [...path, 'last_lines'], message: 'a rule with "followed_by" needs all lines' }
}

function checkVerdict({ verdict, category }: Rule, path: Path): FileProblem | null {
  if (verdict !== 'FIXABLE' || hasFix(category)) return null
  return { path: [...path, 'verdict'], message: `no task mends "${category}"` }
}
