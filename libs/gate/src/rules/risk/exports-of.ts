import { type Language, languageOf } from '../../language-of.ts'
import type { PatchLine } from '../../patch/patch-file.ts'
import { LINE_CHARS_MAX } from '../changed-lines.ts'

/** How each language starts what other files may use. */
const starts: Partial<Record<Language, RegExp>> = {
  javascript:
    /^export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\b\*?|class|interface|type|enum|const|let|var|namespace)\b|^export\s*\{|^module\.exports\b|^exports\.\w/,
  go: /^func\s+(?:\([^)]*\)\s*)?[A-Z]\w*\s*[([]|^type\s+[A-Z]\w*\b/,
  rust: /^\s*pub\s+(?:async\s+|const\s+|unsafe\s+)*(?:fn|struct|enum|trait|type|const|static|mod)\b/,
  java: /^\s*public\s+[\w<>[\],.?\s]*\w+\s*\(|^\s*public\s+(?:\w+\s+)*(?:class|interface|enum|record)\b/,
  csharp:
    /^\s*public\s+[\w<>[\],.?\s]*\w+\s*\(|^\s*public\s+(?:\w+\s+)*(?:class|interface|enum|record|struct)\b/,
  php: /^\s*public\s+(?:static\s+)?function\b/,
}
/** A signature over more lines than this is compared by its beginning. */
const SIGNATURE_LINES_MAX = 30

/**
 * The exported signatures on one side of a hunk, up to where their bodies or values start and
 * without the differences that a formatter makes.
 */
export function exportsOf(
  path: string,
  hunk: readonly PatchLine[],
  side: 'removed' | 'added',
): { signature: string; line: number }[] {
  const start = starts[languageOf(path)]
  if (start === undefined) return []
  const lines = hunk.filter(({ kind }) => kind === side || kind === 'context')
  const found: { signature: string; line: number }[] = []
  for (const [at, { text, number }] of lines.entries()) {
    if (!start.test(text.slice(0, LINE_CHARS_MAX))) continue
    const rest = lines.slice(at, at + SIGNATURE_LINES_MAX)
    const signature = signatureOf(rest.map((line) => line.text.slice(0, LINE_CHARS_MAX)).join('\n'))
    found.push({ signature, line: number })
  }
  return found
}

/** Everything up to the first `{`, `=`, `;` or line end outside of brackets. */
function signatureOf(text: string): string {
  let depth = 0
  let end = 0
  for (; end < text.length; end++) {
    const char = text[end] ?? ''
    if ('([<'.includes(char)) depth += 1
    if (')]'.includes(char) || (char === '>' && text[end - 1] !== '=' && text[end - 1] !== '-')) {
      depth -= 1
    }
    if (depth <= 0 && ('{;\n'.includes(char) || (char === '=' && text[end + 1] !== '>'))) break
  }
  return text
    .slice(0, end)
    .replaceAll(/\s+/g, '')
    .replaceAll(/['`]/g, '"')
    .replaceAll(/,(?=[)\]>])/g, '')
}
