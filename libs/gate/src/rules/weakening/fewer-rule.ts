import { isTestFile } from '../../is-test-file.ts'
import { type Language, languageOf } from '../../language-of.ts'
import { countMatches, firstRemoved } from '../count-matches.ts'
import type { Rule } from '../rule.ts'

/** A rule about test files that end up with fewer of something than they had. */
export function fewerRule(
  rule: Omit<Rule, 'find'> & {
    why: string
    patterns: Partial<Record<Language, RegExp>>
    /** Languages that keep tests beside the code, in files of any name. */
    alsoInSources?: readonly Language[]
  },
): Rule {
  const { why, patterns, alsoInSources = [], ...rest } = rule
  return {
    ...rest,
    find: (patch) =>
      patch.flatMap((file) => {
        const language = languageOf(file.oldPath)
        const pattern = patterns[language]
        const isOurs = isTestFile(file.oldPath) || alsoInSources.includes(language)
        if (pattern === undefined || !isOurs) return []
        const { removed, added } = countMatches(file, pattern)
        if (removed <= added) return []
        return [{ path: file.path, line: firstRemoved(file, pattern), why }]
      }),
  }
}
