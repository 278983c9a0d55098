/** Which part of a text that is too long stays. */
export type Keep = 'head' | 'tail' | 'both'

/** Cuts a text to at most `chars` characters of its own, and says how many were left out. */
export function cutText(text: string, limit: { chars: number; keep: Keep }): string {
  const { chars, keep } = limit
  if (text.length <= chars) return text
  const note = `[${text.length - chars} characters left out]`
  switch (keep) {
    case 'head':
      return whole(`${text.slice(0, chars)}\n${note}`)
    case 'tail':
      return whole(`${note}\n${text.slice(-chars)}`)
    case 'both': {
      const head = Math.ceil(chars / 2)
      return whole(`${text.slice(0, head)}\n${note}\n${text.slice(text.length - (chars - head))}`)
    }
  }
}

/** A cut may split a character that takes two code units. */
function whole(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\uFFFD')
}
