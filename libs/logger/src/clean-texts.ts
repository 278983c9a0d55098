/** Texts that are remembered, and the longest of them: what lists show again and again. */
export const CLEAN_TEXTS_MAX = 10_000
export const CLEAN_CHARS_MAX = 200

/** Short texts that were looked through and hold no secret; when they are too many, all are forgotten. */
export class CleanTexts {
  readonly #texts = new Set<string>()

  has(text: string): boolean {
    return this.#texts.has(text)
  }

  add(text: string): void {
    if (text.length > CLEAN_CHARS_MAX) return
    if (this.#texts.size >= CLEAN_TEXTS_MAX) this.#texts.clear()
    this.#texts.add(text)
  }

  /** For when there is another secret to look for. */
  forget(): void {
    this.#texts.clear()
  }
}
