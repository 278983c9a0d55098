import { cleanText } from './clean-text.ts'

const SOURCE = /^[a-z][a-z0-9-]{0,39}$/

/** Text that somebody else wrote. A template can print it, fenced, and do nothing else with it. */
export class Untrusted {
  readonly source: string
  readonly #text: string

  constructor(text: string, source: string) {
    if (!SOURCE.test(source)) throw new RangeError(`"${source}" is no name for a source of text`)
    this.#text = text
    this.source = source
  }

  /** The text without anything invisible and without the nonce, which its author cannot know. */
  readable(nonce: string): string {
    return cleanText(this.#text).replaceAll(new RegExp(nonce, 'gi'), '[removed]')
  }
}

/** Marks text as written by somebody else; `source` names where it came from, as in `ci-log`. */
export function untrusted(text: string, source: string): Untrusted {
  return new Untrusted(text, source)
}
