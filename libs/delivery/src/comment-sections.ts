/** The first line of the one comment that we keep on a pull request. */
export const COMMENT_MARKER = '<!-- millwright:pull-request -->'

/** https://github.com/orgs/community/discussions/27190: what GitHub accepts, in characters. */
const COMMENT_CHARS_MAX = 65_536
/** Sections kept in one comment; the oldest goes first. */
const SECTIONS_MAX = 8

const TITLE = '## Millwright'
const SECTION =
  /<!-- millwright:task ([A-Za-z0-9._-]{1,200}) -->\n([\s\S]*?)\n<!-- \/millwright:task -->/g

/** The comment's text for these sections, newest first: task id → Markdown. */
export function joinSections(sections: ReadonlyMap<string, string>): string {
  const parts = [COMMENT_MARKER, TITLE]
  let chars = parts.join('\n\n').length
  for (const [taskId, text] of [...sections].slice(0, SECTIONS_MAX)) {
    const part = `<!-- millwright:task ${taskId} -->\n${text}\n<!-- /millwright:task -->`
    chars += part.length + 2
    // The newest section always fits: its parts are cut far below the limit.
    if (chars > COMMENT_CHARS_MAX) break
    parts.push(part)
  }
  return parts.join('\n\n')
}

/** Reads the sections of a comment back; a comment that is not ours has none. */
export function splitSections(body: string): Map<string, string> {
  const sections = new Map<string, string>()
  const text = body.replaceAll('\r\n', '\n')
  if (!text.trimStart().startsWith(COMMENT_MARKER)) return sections
  for (const [, taskId = '', section = ''] of text.matchAll(SECTION)) {
    if (!sections.has(taskId)) sections.set(taskId, section)
  }
  return sections
}

/** The newer comment's sections replace their older selves and stand first; the others stay. */
export function mergeComments(newer: string, older: string): string {
  const sections = splitSections(newer)
  for (const [taskId, text] of splitSections(older)) {
    if (!sections.has(taskId)) sections.set(taskId, text)
  }
  return joinSections(sections)
}
