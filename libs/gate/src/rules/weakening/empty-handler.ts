import { type Language, languageOf } from '../../language-of.ts'
import type { PatchFile, PatchLine } from '../../patch/patch-file.ts'
import { LINE_CHARS_MAX } from '../changed-lines.ts'
import type { Hit } from '../rule.ts'

/** A line that starts a handler, and one right after it that ends it with nothing done. */
const handlers: readonly { languages: readonly Language[]; start: RegExp; end: RegExp }[] = [
  {
    languages: ['javascript', 'java', 'csharp', 'php', 'c'],
    start: /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*$/,
    end: /^\s*\}/,
  },
  { languages: ['python'], start: /^\s*except\b.*:\s*$/, end: /^\s*(?:pass|\.\.\.|continue)\s*$/ },
  { languages: ['ruby'], start: /^\s*rescue\b/, end: /^\s*end\b/ },
  { languages: ['go'], start: /^\s*if\s+err\s*!=\s*nil\s*\{\s*$/, end: /^\s*\}/ },
]

/** Handlers that the patch leaves empty, or makes empty by taking out what they did. */
export function emptyHandler(file: PatchFile): Hit[] {
  const language = languageOf(file.path)
  const ours = handlers.filter(({ languages }) => languages.includes(language))
  return file.hunks.flatMap((hunk) =>
    pairsOf(hunk)
      .filter(([first, second]) =>
        ours.some(({ start, end }) => start.test(first.text) && end.test(second.text)),
      )
      .map(([{ number }]) => ({
        ...{ path: file.path, line: number },
        why: 'a failure is caught and nothing is done about it',
      })),
  )
}

/** Neighbours in the new file that were no neighbours in the old one. */
function pairsOf(hunk: readonly PatchLine[]): [PatchLine, PatchLine][] {
  const pairs: [PatchLine, PatchLine][] = []
  let last: PatchLine | null = null
  let isNew = false
  for (const whole of hunk) {
    const line = { ...whole, text: whole.text.slice(0, LINE_CHARS_MAX) }
    if (line.kind === 'removed') {
      isNew = true
      continue
    }
    if (last !== null && (isNew || line.kind === 'added')) pairs.push([last, line])
    isNew = line.kind === 'added'
    last = line
  }
  return pairs
}
