import { pathRule } from '../path-rule.ts'

/** Names that mean something else to git or on another file system than they say. */
export const unsafePath = pathRule({
  name: 'unsafe-path',
  decision: 'block',
  objection(path) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    if (/[\u0000-\u001f\u007f]/.test(path)) return 'the path holds control characters'
    if (path !== withoutHidden(path)) return 'the path holds characters that are not seen'
    if (path.includes('\\')) return 'the path holds a backslash'
    if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'the path is absolute'
    if (path.length > 500) return 'the path is too long'
    const odd = path.split('/').find((part) => !isPlain(part))
    return odd === undefined ? null : `"${odd.slice(0, 100)}" stands for something else in a path`
  },
  refused: [
    '=== ../outside.ts\n+x',
    '=== src/../../outside.ts\n+x',
    '=== .git/hooks/post-commit\n+x',
    '=== src/.GIT/config\n+x',
    '=== .git. /config\n+x',
    '=== GIT~1/config\n+x',
    '=== /etc/passwd\n+x',
    '=== C:/windows/x\n+x',
    '=== src//a.ts\n+x',
    '=== src/./a.ts\n+x',
    '=== src/aux.ts\n+x',
    '=== src/a.ts::$DATA\n+x',
    '=== src/a.ts.\n+x',
    '=== src\\a.ts\n+x',
    '=== src/a\tb.ts\n+x',
    '=== .g\u200cit/config\n+x',
    '=== src/\u202etxt.sj\n+x',
  ],
  allowed: ['=== src/a.ts\n+x', '=== src/gitter/.gitignore\n+x', '=== docs/Übersicht (neu).md\n+x'],
})

function withoutHidden(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/gu, '')
}

/** What git checks in `core.protectNTFS` and `core.protectHFS`, and Windows' own names. */
function isPlain(part: string): boolean {
  if (/^\.*$|[. ]$|[:*?"<>|]/.test(part)) return false
  if (/^(\.git|git~\d+)$/i.test(part.normalize('NFKC'))) return false
  return !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part)
}
