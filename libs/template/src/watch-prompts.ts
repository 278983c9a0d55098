import { watch } from 'chokidar'
import { loadPrompts } from './load-prompts.ts'
import type { PromptSet } from './prompt-set.ts'

/** Edits this close together are one edit. */
const QUIET_MS = 200

export type PromptWatcher = {
  /** The last set that passed every check. */
  current(): PromptSet
  /** Reads the folder again now, for file systems that tell of no changes. */
  reload(): Promise<void>
  close(): Promise<void>
}

/**
 * Loads the prompts of a folder and keeps up with edits. A set is swapped as a whole once it has
 * passed every check; otherwise `onError` is told where the problem is and the last good set stays.
 * Throws TemplateError when the folder holds no good set to begin with.
 */
export async function watchPrompts(
  folder: string,
  options: { onSwap(set: PromptSet): void; onError(error: unknown): void },
): Promise<PromptWatcher> {
  let current = await loadPrompts(folder)
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isClosed = false

  async function load(): Promise<void> {
    try {
      const next = await loadPrompts(folder)
      if (isClosed || next.hash === current.hash) return
      current = next
      options.onSwap(next)
    } catch (error) {
      if (!isClosed) options.onError(error)
    }
  }
  function reload(): Promise<void> {
    running = running.then(load)
    return running
  }
  const watcher = watch(folder, { ignoreInitial: true, depth: 1 })
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(() => void reload(), QUIET_MS)
  })
  watcher.on('error', (error) => options.onError(error))
  await new Promise<void>((resolve) => watcher.once('ready', resolve))
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
