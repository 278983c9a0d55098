/** Groups whose words are kept: a report names the one of thousands of tests again and again. */
const KNOWN_GROUPS_MAX = 100

/** The tests that a diagnosis names, to be known again in the reports of our own runs. */
export class TargetTests {
  /** By the last word: a report may hold a hundred thousand tests. */
  readonly #byLastWord = new Map<string, string[][]>()
  readonly #known = new Map<string, string[]>()

  constructor(names: readonly string[]) {
    for (const words of names.map(wordsOf)) {
      const last = words.at(-1)
      if (last === undefined) continue
      this.#byLastWord.set(last, [...(this.#byLastWord.get(last) ?? []), words])
    }
  }

  /**
   * Whether the diagnosis names this test. `groups` are what it stands in, outermost first: files,
   * packages, classes, blocks. Reports and logs write them with other separators, more or fewer.
   */
  has(groups: readonly string[], title: string): boolean {
    const own = wordsOf(title)
    const targets = this.#byLastWord.get(own.at(-1) ?? '')
    if (targets === undefined) return false
    const full = [...groups.flatMap((group) => this.#wordsOf(group)), ...own]
    return targets.some(
      (target) => endsWith(full, target) || (endsWith(target, own) && isPart(full, target)),
    )
  }

  #wordsOf(group: string): string[] {
    const words = this.#known.get(group) ?? wordsOf(group)
    if (this.#known.size >= KNOWN_GROUPS_MAX) this.#known.clear()
    this.#known.set(group, words)
    return words
  }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function endsWith(words: readonly string[], end: readonly string[]): boolean {
  const from = words.length - end.length
  return from >= 0 && end.every((word, index) => words[from + index] === word)
}

/** A log names a test's file with its extension, and a report its module without. */
function isPart(words: readonly string[], whole: readonly string[]): boolean {
  return words.every((word) => whole.includes(word))
}
