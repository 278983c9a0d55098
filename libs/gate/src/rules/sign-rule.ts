import { isTestFile } from '../is-test-file.ts'
import { everyFile } from '../languages/every-file.ts'
import type { Language, Sign } from '../languages/language.ts'
import { languageOf } from '../languages/languages.ts'
import { prose } from '../languages/prose.ts'
import type { PatchFile } from '../patch/patch-file.ts'
import { newLinesOf } from './changed-lines.ts'
import type { Rule } from './rule.ts'

/** The parts of a language that are lists of signs. */
type SignName = {
  [Name in keyof Language]-?: NonNullable<Language[Name]> extends readonly Sign[] ? Name : never
}[keyof Language]

/** A rule about new lines that show one sign of the language their file is written in. */
export function signRule(rule: Omit<Rule, 'find'> & { why: string; sign: SignName }): Rule {
  const { why, sign, ...rest } = rule
  return {
    ...rest,
    find: (patch) =>
      patch.flatMap((file) => {
        const patterns = patternsFor(file, sign)
        if (patterns.length === 0) return []
        return newLinesOf(file)
          .filter(({ text }) => patterns.some((pattern) => pattern.test(text)))
          .map(({ number }) => ({ path: file.path, line: number, why }))
      }),
  }
}

function patternsFor({ path }: PatchFile, sign: SignName): RegExp[] {
  const language = languageOf(path)
  const isTest = isTestFile(path)
  const signs = [
    ...(language[sign] ?? []),
    // A document may name anything that would count elsewhere.
    ...(language === prose ? [] : (everyFile[sign] ?? [])),
  ]
  return signs.flatMap((one) => {
    if (one instanceof RegExp) return [one]
    return (one.where === 'tests') === isTest ? [one.pattern] : []
  })
}
