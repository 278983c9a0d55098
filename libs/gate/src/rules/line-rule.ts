import { isTestFile } from '../is-test-file.ts'
import { languageOf } from '../languages/languages.ts'
import type { PatchFile, PatchLine } from '../patch/patch-file.ts'
import { goneLinesOf, newLinesOf } from './changed-lines.ts'
import type { Rule } from './rule.ts'

/** Where a pattern counts: in every file, in tests, or outside them. */
export type Where = 'everywhere' | 'tests' | 'sources'

export interface Pattern {
  /** Must be linear in the line: it meets text that others wrote. */
  pattern: RegExp
  /** Names of languages; all of them unless told. */
  languages?: readonly string[]
  where?: Where
  /** Asked about the path in lower case. */
  files?: RegExp
}

/**
 * A rule about single lines: those that are new, or with `change: 'any'` those removed as well. The
 * removed lines of a file are named where none of its new ones is, so that a number has one meaning.
 */
export function lineRule(
  rule: Omit<Rule, 'find'> & {
    why: string
    patterns: readonly Pattern[]
    change?: 'new' | 'any'
  },
): Rule {
  const { why, patterns, change = 'new', ...rest } = rule
  return {
    ...rest,
    find: (patch) =>
      patch.flatMap((file) => {
        const ours = patterns.filter((pattern) => isFor(pattern, file))
        if (ours.length === 0) return []
        const isHit = ({ text }: PatchLine) => ours.some(({ pattern }) => pattern.test(text))
        const added = newLinesOf(file).filter(isHit)
        const hits = added.length > 0 || change === 'new' ? added : goneLinesOf(file).filter(isHit)
        return hits.map(({ number }) => ({ path: file.path, line: number, why }))
      }),
  }
}

function isFor({ languages, where = 'everywhere', files }: Pattern, file: PatchFile): boolean {
  if (languages !== undefined && !languages.includes(languageOf(file.path).name)) return false
  if (files !== undefined && !files.test(file.path.toLowerCase())) return false
  return where === 'everywhere' || (where === 'tests') === isTestFile(file.path)
}
