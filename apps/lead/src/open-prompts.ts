import { type FolderWatcher, type PromptSet, watchPrompts } from '@millwright/template'
import { createTell } from './create-tell.ts'
import type { Parts } from './parts.ts'

/** Loads the prompts and keeps up with edits; an edit that is refused is told with its place. */
export async function openPrompts(
  parts: Pick<Parts, 'config' | 'store' | 'redact' | 'logger'>,
): Promise<FolderWatcher<PromptSet>> {
  const { logger } = parts
  const tell = createTell(parts)
  const say = (text: string) =>
    void tell({ kind: 'prompts', text }).catch((err: unknown) => {
      logger.warn({ err }, 'not told')
    })
  return watchPrompts(parts.config.prompts_dir, {
    onSwap: (set) => say(`an edit is in use from now on: ${set.hash.slice(0, 19)}`),
    onError: (err) => {
      logger.error({ err }, 'prompts refused, the last good set stays')
      say(`an edit is refused, the last good prompts stay: ${messageOf(err)}`)
    },
  })
}

/** The first line names file, line and column; the code frame below it is for the log. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0] ?? ''
}
