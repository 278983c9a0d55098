import { isTestFile } from '../../is-test-file.ts'
import type { Language } from '../../languages/language.ts'
import { languageOf } from '../../languages/languages.ts'
import { countMatches, firstRemoved } from '../count-matches.ts'
import type { Rule } from '../rule.ts'

/** A rule about files that end up with fewer of something than they had. */
export function fewerRule(
  rule: Omit<Rule, 'find'> & {
    why: string
    /** What is counted in a file; undefined where there is nothing to count. */
    of(language: Language, isTest: boolean): RegExp | undefined
  },
): Rule {
  const { why, of, ...rest } = rule
  return {
    ...rest,
    find: (patch) =>
      patch.flatMap((file) => {
        const pattern = of(languageOf(file.oldPath), isTestFile(file.oldPath))
        if (pattern === undefined) return []
        const { removed, added } = countMatches(file, pattern)
        if (removed <= added) return []
        return [{ path: file.path, line: firstRemoved(file, pattern), why }]
      }),
  }
}
