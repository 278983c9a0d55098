import type { Redactor } from '@millwright/logger'
import { joinSections } from './comment-sections.ts'
import { inertText } from './inert-text.ts'

/** The section of our comment that answers the last command; the next answer takes its place. */
const SECTION = 'answer'

/** What we have to say to somebody who gave a command in a comment. */
export function renderAnswer(options: {
  command: string
  actor: string
  lines: readonly string[]
  redact: Redactor
}): string {
  const { command, actor, lines, redact } = options
  const inert = inertText(redact)
  const title = `### ${inert.line(`/millwright ${command}`, 60)} by ${inert.line(actor, 100)}`
  return joinSections(new Map([[SECTION, `${title}\n\n${inert.block(lines.join('\n'))}`]]))
}
