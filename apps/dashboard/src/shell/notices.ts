import { type Signal, signal } from '@preact/signals'

/** What became of an action, told once to eyes and to screen readers. */
export interface Notices {
  readonly last: Signal<{ readonly tone: 'good' | 'bad'; readonly text: string } | null>
  /** Runs an action and tells how it went; false when it failed. */
  tell(text: string, action: () => Promise<unknown>): Promise<boolean>
  clear(): void
}

export function createNotices(): Notices {
  const last: Notices['last'] = signal(null)
  return {
    last,
    clear() {
      last.value = null
    },
    async tell(text, action) {
      try {
        await action()
        last.value = { tone: 'good', text }
        return true
      } catch (error) {
        last.value = { tone: 'bad', text: error instanceof Error ? error.message : String(error) }
        return false
      }
    },
  }
}
