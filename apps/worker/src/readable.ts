import { cleanText } from '@millwright/template'

/** Text of strangers as people may see it: without secrets and terminal tricks, on one line. */
export function readable(text: string, redact: (text: string) => string): string {
  return redact(cleanText(text)).replaceAll(/\s+/g, ' ').trim()
}
