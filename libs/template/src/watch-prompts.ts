import { loadPrompts } from './load-prompts.ts'
import type { PromptSet } from './prompt-set.ts'
import { type FolderWatcher, watchFolder } from './watch-folder.ts'

/**
 * Loads the prompts of a folder and keeps up with edits, as `watchFolder` does.
 * Throws TemplateError when the folder holds no good set to begin with.
 */
export function watchPrompts(
  folder: string,
  told: { onSwap(set: PromptSet): void; onError(error: unknown): void },
): Promise<FolderWatcher<PromptSet>> {
  return watchFolder(folder, { ...told, load: () => loadPrompts(folder) })
}
