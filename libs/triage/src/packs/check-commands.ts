import { isCommandSafe } from './capture-type.ts'
import { checkPattern } from './check-pattern.ts'
import { groupsOf, namesIn } from './names-in.ts'
import type { FileProblem } from './read-yaml.ts'
import type { CommandTemplate, Rule } from './rule-pack.ts'

/** Names that stand for something in every command template. */
const builtinNames = new Set(['files', 'invocation', 'bare'])

/** The first thing that is wrong with the commands of a rule, which stands at `path`. */
export function checkCommands(rule: Rule, path: readonly PropertyKey[]): FileProblem | null {
  for (const kind of ['replay', 'autofix'] as const) {
    for (const [index, template] of rule[kind].entries()) {
      const message = checkCommand(template, rule)
      if (message) return { path: [...path, kind, index], message }
    }
  }
  return null
}

function checkCommand(template: CommandTemplate, rule: Rule): string | null {
  if (typeof template !== 'string') {
    const problem = checkPattern(template.from, [])
    if (problem) return problem.message
    const groups = groupsOf(template.from)
    const unknown = namesIn(template.to).find((name) => name !== 'files' && !groups.includes(name))
    return unknown === undefined ? null : `"${unknown}" is not a group of "from"`
  }
  for (const name of namesIn(template)) {
    if (builtinNames.has(name)) continue
    const type = rule.captures[name]
    if (!type) return `"${name}" is not a capture of this rule`
    if (!isCommandSafe(type))
      return `"${name}" is ${type}: only path, word and number may stand in a command`
  }
  return null
}
