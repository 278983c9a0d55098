import { TOGETHER_MAX } from '../limits.ts'

interface Pending<T> {
  readonly item: T
  written(): void
  refused(error: unknown): void
}

/**
 * Gathers what many want to write at the same time: what is asked for while one write is under way
 * goes into the next one, so that Redis syncs its file once for all of them. Each promise resolves
 * once its own item is written. When a write fails, everything in it is refused with its error.
 */
export function writeTogether<T>(
  write: (items: readonly T[]) => Promise<unknown>,
): (item: T) => Promise<void> {
  const pending: Pending<T>[] = []
  let isWriting = false

  async function writeAll(): Promise<void> {
    while (pending.length > 0) {
      const together = pending.splice(0, TOGETHER_MAX)
      try {
        await write(together.map(({ item }) => item))
        for (const one of together) one.written()
      } catch (error) {
        for (const one of together) one.refused(error)
      }
    }
    isWriting = false
  }

  return (item) =>
    new Promise((written, refused) => {
      pending.push({ item, written, refused })
      // After everything that has arrived by now, so that it is written together.
      if (!isWriting) setImmediate(() => void writeAll())
      isWriting = true
    })
}
