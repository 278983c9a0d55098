import { isTestFile } from '../is-test-file.ts'
import { languageOf } from '../languages/languages.ts'
import type { PatchFile } from '../patch/patch-file.ts'
import { LINE_CHARS_MAX, newLinesOf } from './changed-lines.ts'

const ASSERT = String.raw`(?:node:)?assert(?:\/strict)?`
const LIBRARIES = String.raw`(?:${ASSERT}|node:test|chai|expect|expect\.js|should|must|power-assert|unexpected|vitest|@vitest\/expect|jest|@jest\/[\w-]{1,40}|@playwright\/test|uvu\/assert|ava|tap|tape|@hapi\/code)`
const GLOBALS = 'Object Number JSON Array String Date Math Promise'.split(' ')
/** How far before its `from` an import is looked for. */
const IMPORT_CHARS_MAX = 500
/** Words that stand beside the names in an import or a declaration. */
const KEYWORDS = new Set('import type as default const let var await'.split(' '))
const ALIAS =
  /(?:^|[;,({])[ \t]*(?:(?:const|let|var)[ \t]+)?([\w$]+)[ \t]*=[ \t]*([\w$]+)(?:\.(?:default|strict|prototype))*[ \t]*(?:[;,)}]|$)/gm
const WRITE =
  /(?<![.\w$])([\w$]+)(?:\s*\??\.\s*[\w$]+|\s*\[[^\]]{1,80}\]){1,5}\s*(?:\|\||&&|\?\?)?=(?![=>])/g
const SET =
  /\b(?:Object|Reflect)\s*\.\s*(?:assign|set|define(?:Property|Properties)|setPrototypeOf)\s*\(\s*([\w$]+)/g

/**
 * The numbers of new lines in JavaScript that put something else into a library of assertions, by
 * whatever name the patch shows it to be bound to; outside the tests, into `Object` and its like
 * as well. An import that the patch does not show is not known.
 */
export function comparisonWrites(file: PatchFile): number[] {
  if (languageOf(file.path).name !== 'javascript') return []
  const isTest = isTestFile(file.path)
  const text = file.hunks
    .flat()
    .filter(({ kind }) => kind !== 'removed')
    .map((line) => line.text.slice(0, LINE_CHARS_MAX))
    .join('\n')
  const names = new Set(isTest ? [] : GLOBALS)
  for (const name of boundTo(isTest ? ASSERT : LIBRARIES, text)) names.add(name)
  for (const [, alias = '', name = ''] of text.matchAll(ALIAS)) {
    if (names.has(name)) names.add(alias)
  }
  return newLinesOf(file)
    .filter((line) => writtenIn(line.text).some((name) => names.has(name)))
    .map(({ number }) => number)
}

function boundTo(library: string, text: string): string[] {
  const from = new RegExp(String.raw`\bfrom\s{0,20}["']${library}["']`, 'g')
  const required = new RegExp(
    String.raw`(?:^|;)([^=;'"\n]{1,300})=\s{0,20}(?:await\s{1,20})?(?:[\w.]{1,40}\.)?(?:require|import|getBuiltinModule)\s{0,20}\(\s{0,20}["']${library}["']`,
    'gm',
  )
  const imported = [...text.matchAll(from)].map(({ index }) => {
    const before = text.slice(Math.max(0, index - IMPORT_CHARS_MAX), index)
    // No quote stands between an import and its `from`, so each text is read for one import only.
    return /\bimport\b([\s\S]*)$/.exec(before.slice(lastQuoteIn(before) + 1))?.[1] ?? ''
  })
  return [...imported, ...[...text.matchAll(required)].map(([, names = '']) => names)]
    .flatMap((names) => names.match(/[\w$]+/g) ?? [])
    .filter((name) => !KEYWORDS.has(name))
}

function lastQuoteIn(text: string): number {
  return Math.max(text.lastIndexOf("'"), text.lastIndexOf('"'))
}

function writtenIn(line: string): string[] {
  return [...line.matchAll(WRITE), ...line.matchAll(SET)].map(([, name = '']) => name)
}
