import type { Redactor } from '@millwright/logger'

/** Control characters but for tab and line feed, and whatever else is not seen. */
const HIDDEN = /[^\P{C}\t\n]|\p{Default_Ignorable_Code_Point}|[\p{Zl}\p{Zp}]/gu
/** GitHub does not wrap lines in a block. */
const COLUMNS = 110

/** Puts untrusted text into Markdown so that it can only be read. */
export interface InertText {
  /** One line as inline code: no mention, link, image, reference or HTML works in it. */
  line(text: string, charsMax?: number): string
  /** As `line`, inside a cell of a table. */
  cell(text: string, charsMax?: number): string
  /** Lines as a fenced block that its content cannot end. */
  block(text: string, charsMax?: number): string
}

/**
 * Everything untrusted goes through this and nothing else, because GitHub turns text into links
 * and mentions after Markdown has been read, where a backslash no longer helps; in code it does not.
 * Text is cleaned and redacted before it is cut, so that no half of a secret is left over.
 */
export function inertText(redact: Redactor): InertText {
  const clean = (text: string, charsMax: number) => {
    const seen = redact(text.replaceAll('\r\n', '\n').replaceAll(HIDDEN, ''))
    // Our own markers must not be found in what others wrote.
    const plain = seen.replaceAll('<!--', '<! --')
    return plain.length > charsMax ? `${whole(plain.slice(0, charsMax - 1))}…` : plain
  }
  const line = (text: string, charsMax = 300) => {
    const flat = clean(text, charsMax).replaceAll(/\s+/g, ' ').trim()
    if (flat === '') return '`-`'
    const fence = '`'.repeat(longestRun(flat) + 1)
    const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : ''
    return `${fence}${pad}${flat}${pad}${fence}`
  }
  return {
    line,
    // In a table a bar ends the cell even inside code, unless a backslash stands before it, which
    // must not have one itself: https://github.github.com/gfm/#example-200
    cell: (text, charsMax = 120) =>
      line(text, charsMax).replaceAll('\\', '∖').replaceAll('|', '\\|'),
    block(text, charsMax = 6000) {
      const body = clean(text, charsMax).split('\n').flatMap(wrap).join('\n')
      const fence = '`'.repeat(Math.max(3, longestRun(body) + 1))
      return `${fence}text\n${body}\n${fence}`
    },
  }
}

function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}

function wrap(line: string): string[] {
  const rows: string[] = []
  let rest = line.trimEnd()
  while (rest.length > COLUMNS) {
    const space = rest.lastIndexOf(' ', COLUMNS)
    const at = space > COLUMNS / 2 ? space : whole(rest.slice(0, COLUMNS)).length
    rows.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return [...rows, rest]
}

/** Without half a character at its end. */
function whole(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text
}
