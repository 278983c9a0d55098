import type { LinePair } from '../languages/language.ts'
import { languageOf } from '../languages/languages.ts'
import type { PatchFile, PatchLine } from '../patch/patch-file.ts'
import { LINE_CHARS_MAX } from './changed-lines.ts'
import type { Hit, Rule } from './rule.ts'

/** A rule about two lines that the patch makes neighbours, by adding or by taking out. */
export function pairRule(
  rule: Omit<Rule, 'find'> & {
    why: string
    pair: 'emptyHandler' | 'quietHandler' | 'endsAnyway' | 'alwaysEqual'
  },
): Rule {
  const { why, pair, ...rest } = rule
  return {
    ...rest,
    find: (patch) =>
      patch.flatMap((file) => {
        const wanted = languageOf(file.path)[pair]
        return wanted === undefined ? [] : hitsIn(file, wanted, why)
      }),
  }
}

function hitsIn(file: PatchFile, { first, second }: LinePair, why: string): Hit[] {
  return file.hunks.flatMap((hunk) =>
    pairsOf(hunk)
      .filter(([one, next]) => first.test(one.text) && second.test(next.text))
      .map(([{ number }]) => ({ path: file.path, line: number, why })),
  )
}

/** Neighbours in the new file that were no neighbours in the old one; empty lines do not count. */
function pairsOf(hunk: readonly PatchLine[]): [PatchLine, PatchLine][] {
  const lines: { line: PatchLine; isNew: boolean }[] = []
  let isCut = false
  for (const { kind, text: whole, number } of hunk) {
    const text = whole.slice(0, LINE_CHARS_MAX)
    const before = lines.at(-1)
    const isNew = isCut || kind === 'added'
    if (kind === 'removed') isCut = true
    else if (before !== undefined && text.trim() === '{') {
      // A brace on a line of its own belongs to the line before.
      before.line = { ...before.line, text: `${before.line.text} {` }
      before.isNew ||= isNew
    } else if (text.trim() !== '') {
      lines.push({ line: { kind, text, number }, isNew })
      isCut = false
    }
  }
  return lines.slice(1).flatMap((next, at): [PatchLine, PatchLine][] => {
    const one = lines[at]
    const isPair = one !== undefined && (next.isNew || one.line.kind === 'added')
    return isPair ? [[one.line, next.line]] : []
  })
}
