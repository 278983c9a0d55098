/** Characters kept from the start and from the end of a tool's output; the end tells more. */
const HEAD_CHARS_MAX = 6_000
const TAIL_CHARS_MAX = 10_000

/** Keeps the head and the tail of a long text and says how much is missing between them. */
export function cutMiddle(text: string): string {
  const missing = text.length - HEAD_CHARS_MAX - TAIL_CHARS_MAX
  if (missing <= 0) return text
  const head = text.slice(0, HEAD_CHARS_MAX)
  const tail = text.slice(-TAIL_CHARS_MAX)
  return `${head}\n[${missing} characters left out]\n${tail}`
}
