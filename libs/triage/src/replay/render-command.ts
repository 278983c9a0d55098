import type { CompiledCommand } from '../packs/rule-set.ts'
import { asScript, type Invocation, quote } from './find-invocation.ts'
import { withoutPaths } from './without-paths.ts'

/** What the names in a command template stand for. */
export type CommandFacts = {
  invocation: Invocation | null
  /** Typed captures; only those safe in a command. */
  captures: Readonly<Record<string, string>>
  files: readonly string[]
}

/** The first template whose every name has a value, rendered; null when there is none. */
export function renderCommand(
  templates: readonly CompiledCommand[],
  facts: CommandFacts,
): string | null {
  for (const template of templates) {
    const command = template.from ? rewrite(template, facts) : render(template.to, facts)
    if (command !== null) return command
  }
  return null
}

function rewrite(template: CompiledCommand, facts: CommandFacts): string | null {
  const { invocation } = facts
  if (!template.from || !invocation) return null
  const matcher = template.from.matcher(invocation.command)
  if (!matcher.find()) return null
  const groups = matcher.getNamedGroups()
  const files = facts.files.map(quote).join(' ')
  const command = fill(template.to, (name) =>
    name === 'files' ? files || undefined : (groups[name] ?? ''),
  )
  return command === null
    ? null
    : asScript(command.replaceAll(/ +/g, ' ').trim(), invocation.isScript)
}

function render(template: string, facts: CommandFacts): string | null {
  const { invocation } = facts
  const files = facts.files.map(quote).join(' ')
  const isBare = template.includes('{{ bare }}')
  const command = fill(template, (name) => {
    if (name === 'files') return files || undefined
    if (name === 'invocation') return invocation?.call
    if (name === 'bare')
      return invocation ? (withoutPaths(invocation, facts.files) ?? undefined) : undefined
    const value = facts.captures[name]
    return value === undefined ? undefined : quote(value)
  })
  return command !== null && isBare && invocation ? asScript(command, invocation.isScript) : command
}

/** Replaces each `{{ name }}`; null when a name has no value. */
function fill(template: string, find: (name: string) => string | undefined): string | null {
  let isComplete = true
  const filled = template.replaceAll(/\{\{ ([a-z_]{1,40}) \}\}/g, (_, name: string) => {
    const value = find(name)
    if (value === undefined) {
      isComplete = false
      return ''
    }
    return value
  })
  return isComplete ? filled : null
}
