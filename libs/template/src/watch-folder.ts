import { watch } from 'chokidar'

/** Edits this close together are one edit. */
const QUIET_MS = 200

export type FolderWatcher<T> = {
  /** The last set that passed every check. */
  current(): T
  /** Reads the folder again now, for file systems that tell of no changes. */
  reload(): Promise<void>
  close(): Promise<void>
}

/** How a folder's files become one set, and who is told when they change. */
export type FolderSet<T> = {
  /** Reads and checks the whole folder; what it throws is a refusal. */
  load(): Promise<T>
  /** Told of every new set, and of the one in use when it is right again after a refusal. */
  onSwap(set: T): void
  onError(error: unknown): void
}

/**
 * Loads what a folder of an operator's files holds and keeps up with edits. A set is swapped as a
 * whole once it has passed every check; otherwise `onError` is told where the problem is and the
 * last good set stays. Throws what `load` throws when the folder holds no good set to begin with.
 */
export async function watchFolder<T extends { hash: string }>(
  folder: string,
  { load, onSwap, onError }: FolderSet<T>,
): Promise<FolderWatcher<T>> {
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let isRefused = false
  // Watching begins before the first reading, so that no edit falls between the two.
  const watcher = watch(folder, { ignoreInitial: true, depth: 2 })
  watcher.on('error', (error) => onError(error))
  await new Promise<void>((resolve) => watcher.once('ready', resolve))
  const first = load()
  let running: Promise<unknown> = first.catch(async () => {
    isClosed = true
    await watcher.close()
  })

  async function loadAgain(): Promise<void> {
    if (isClosed) return
    try {
      const next = await load()
      if (isClosed || (next.hash === current.hash && !isRefused)) return
      isRefused = false
      current = next
      onSwap(next)
    } catch (error) {
      isRefused = true
      if (!isClosed) onError(error)
    }
  }
  async function reload(): Promise<void> {
    running = running.then(loadAgain)
    await running
  }
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void reload(), QUIET_MS)
  })
  let current = await first
  return {
    current: () => current,
    reload,
    async close() {
      isClosed = true
      clearTimeout(timer)
      await watcher.close()
      await running
    },
  }
}
