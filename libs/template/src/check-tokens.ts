import { TagToken, Tokenizer, TokenKind, type TopLevelToken } from 'liquidjs'
import { didYouMean } from './did-you-mean.ts'
import { fromLiquid } from './from-liquid.ts'
import type { Input } from './front-matter.ts'
import { filters, tags } from './prompt-engine.ts'
import type { Partials } from './prompt-source.ts'
import { type Report, TemplateError } from './template-error.ts'

/** A text to check: a part of a template, or a partial. `line` is where it starts in the file. */
export type TokenText = { file: string; whole: string; text: string; line: number }

export type TokenRules = {
  inputs: Readonly<Record<string, Input>>
  partials: Partials
  part: 'system' | 'user'
  report: Report
}

/** A string as LiquidJS reads it (`Tokenizer.readQuoted`): a backslash keeps a quote from ending it. */
const QUOTED = /'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"/g

/** What belongs to the tags that have a body. */
const inner = ['else', 'elsif', 'when', 'endif', 'endunless', 'endcase', 'endfor']

/**
 * Refuses what the engine allows and a prompt must not do: untrusted text in the system part, in a
 * condition, a loop or a filter, partials with a computed name or with parameters, and variables
 * reached through brackets. Returns the names of the partials that the text renders.
 */
export function checkTokens(source: TokenText, rules: TokenRules): string[] {
  const { file, whole } = source
  const partials: string[] = []
  for (const token of tokensOf(source, rules.report)) {
    const problem = problemOf(token, rules)
    if (problem) {
      const [line = 1, column = 1] = token.getPosition()
      rules.report(new TemplateError(problem, { file, line, column }, whole))
    }
    const name = token instanceof TagToken && token.name === 'render' ? partialOf(token) : null
    if (name !== null) partials.push(name)
  }
  return partials
}

/** Empty lines in front make the engine count lines as the file does, also in what it throws. */
function tokensOf({ file, whole, text, line }: TokenText, report: Report): TopLevelToken[] {
  try {
    return new Tokenizer('\n'.repeat(line - 1) + text).readTopLevelTokens()
  } catch (error) {
    report(fromLiquid(error, { file, text: whole }, new Map()))
    return []
  }
}

function problemOf(token: TopLevelToken, rules: TokenRules): string | null {
  if (token.kind === TokenKind.HTML) return null
  if (token instanceof TagToken && token.name === '#') return null
  const code = token.getText().replaceAll(QUOTED, '""')
  if (/\[/.test(code)) return 'brackets are refused: name the value itself'
  if (token instanceof TagToken && token.name === 'render') return renderProblem(token, rules)
  const unknown = unknownWord(token, code)
  if (unknown !== null) return unknown
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

/** A tag or filter that there is not, before the engine stops at the first of them. */
function unknownWord(token: TopLevelToken, code: string): string | null {
  if (token instanceof TagToken && !tags.has(token.name) && !inner.includes(token.name)) {
    return `tag "${token.name}" not found${didYouMean(token.name, [...tags, ...inner])}`
  }
  for (const [, name = ''] of code.matchAll(/\|\s*([A-Za-z_]\w*)/g)) {
    if (!filters.has(name)) return `undefined filter: ${name}${didYouMean(name, filters)}`
  }
  return null
}

function renderProblem(token: TagToken, { partials }: TokenRules): string | null {
  const name = partialOf(token)
  if (name === null) return "write the partial's name in quotes and nothing else"
  if (partials.has(name)) return null
  const there = [...partials.keys()]
  return `there is no partial "${name}"${didYouMean(name, there) || `; there are ${there.join(', ') || 'none'}`}`
}

function partialOf(token: TagToken): string | null {
  return /^\s*(?:'([^']*)'|"([^"]*)")\s*$/.exec(token.args)?.slice(1).find(Boolean) ?? null
}
