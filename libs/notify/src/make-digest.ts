import type { Notification, Severity } from './notification.ts'

const bySeverity: readonly Severity[] = ['info', 'warning', 'action']
/** The most that a target is sent; what does not fit is counted. */
const TEXT_CHARS_MAX = 4000
/** Room for the line that counts the rest. */
const LAST_LINE_CHARS = 40

/** Several messages as one, the gravest of them giving its severity. `more` were not kept. */
export function makeDigest(
  key: string,
  messages: readonly Notification[],
  more: number,
): Notification {
  const gravest = Math.max(0, ...messages.map(({ severity }) => bySeverity.indexOf(severity)))
  const lines: string[] = []
  let left = TEXT_CHARS_MAX - LAST_LINE_CHARS
  for (const { title, text } of messages) {
    const line = text === '' ? title : `${title}: ${text}`
    left -= line.length + 1
    if (left < 0) break
    lines.push(line)
  }
  const all = messages.length + more
  const rest = all - lines.length
  return {
    key,
    severity: bySeverity[gravest] ?? 'info',
    title: all === 1 ? 'Millwright: 1 message' : `Millwright: ${all} messages`,
    text: [...lines, ...(rest > 0 ? [`and ${rest} more, see the dashboard`] : [])].join('\n'),
  }
}
