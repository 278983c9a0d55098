import { type Signal, signal } from '@preact/signals'

/** How long good news stays before it makes room again, in milliseconds. */
export const GOOD_NEWS_MS = 10_000

/** What became of an action, told once to eyes and to screen readers. */
export interface Notices {
  readonly last: Signal<{ readonly tone: 'good' | 'bad'; readonly text: string } | null>
  /**
   * Runs an action and tells how it went; false when it failed. Without a text only a failure is
   * told, where the page itself shows what the action came to.
   */
  tell(text: string | null, action: () => Promise<unknown>): Promise<boolean>
  clear(): void
  /** What went well is taken away, as on the way to another page; a refusal stays until closed. */
  clearGood(): void
}

export function createNotices(): Notices {
  const last: Notices['last'] = signal(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (notice: Notices['last']['value']) => {
    clearTimeout(timer)
    last.value = notice
  }
  const clearGood = () => {
    if (last.value?.tone === 'good') show(null)
  }
  return {
    last,
    clear: () => show(null),
    clearGood,
    async tell(text, action) {
      try {
        await action()
        show(text === null ? null : { tone: 'good', text })
        timer = setTimeout(clearGood, GOOD_NEWS_MS)
        return true
      } catch (error) {
        show({ tone: 'bad', text: error instanceof Error ? error.message : String(error) })
        return false
      }
    },
  }
}
