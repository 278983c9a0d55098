import { TagToken, Tokenizer, TokenKind, type TopLevelToken } from 'liquidjs'
import type { Input } from './front-matter.ts'
import type { Partials } from './prompt-source.ts'
import { TemplateError } from './template-error.ts'

/** A text to check: a part of a template, or a partial. `line` is where it starts in the file. */
export type TokenText = { file: string; whole: string; text: string; line: number }

export type TokenRules = {
  inputs: Readonly<Record<string, Input>>
  partials: Partials
  part: 'system' | 'user'
}

/**
 * Refuses what the engine allows and a prompt must not do: untrusted text in the system part, in a
 * condition, a loop or a filter, partials with a computed name or with parameters, and variables
 * reached through brackets. Returns the names of the partials that the text renders.
 */
export function checkTokens(source: TokenText, rules: TokenRules): string[] {
  const partials: string[] = []
  for (const token of new Tokenizer(source.text).readTopLevelTokens()) {
    const problem = problemOf(token, rules)
    if (problem) {
      const [row = 1, column = 1] = token.getPosition()
      const place = { file: source.file, line: row + source.line - 1, column }
      throw new TemplateError(problem, place, source.whole)
    }
    const name = token instanceof TagToken && token.name === 'render' ? partialOf(token) : null
    if (name !== null) partials.push(name)
  }
  return partials
}

function problemOf(token: TopLevelToken, rules: TokenRules): string | null {
  if (token.kind === TokenKind.HTML) return null
  const code = token.getText().replaceAll(/'[^']*'|"[^"]*"/g, '""')
  if (/\[/.test(code)) return 'brackets are refused: name the value itself'
  if (token instanceof TagToken && token.name === 'render') return renderProblem(token, rules)
  const names = code.match(/[A-Za-z_]\w*/g) ?? []
  const name = names.find((n) => rules.inputs[n]?.trust === 'untrusted')
  if (name === undefined) return null
  if (rules.part === 'system') return `"${name}" is untrusted and must not stand in the system part`
  if (token.kind === TokenKind.Output) {
    const isAlone = /^\{\{-?\s*\w+\s*-?\}\}$/.test(code)
    return isAlone ? null : `"${name}" is untrusted: it can be printed, but not filtered`
  }
  return `"${name}" is untrusted: it can be printed, but nothing may depend on it`
}

function renderProblem(token: TagToken, { partials }: TokenRules): string | null {
  const name = partialOf(token)
  if (name === null) return "write the partial's name in quotes and nothing else"
  if (partials.has(name)) return null
  return `there is no partial "${name}"; there are ${[...partials.keys()].join(', ') || 'none'}`
}

function partialOf(token: TagToken): string | null {
  return /^\s*(?:'([^']*)'|"([^"]*)")\s*$/.exec(token.args)?.slice(1).find(Boolean) ?? null
}
