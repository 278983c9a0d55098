import { type FolderWatcher, watchFolder } from '@millwright/template'
import { builtinRules, loadRules, type RuleSet } from '@millwright/triage'
import { createTell } from './create-tell.ts'
import type { Parts } from './parts.ts'
import { queueWarning } from './telling/queue-warning.ts'

/**
 * Loads the rules, with those of the operator's folder if there is one, and keeps up with edits of
 * that folder; an edit that is refused is told with its place. Throws TriageError when the folder
 * cannot be used to begin with.
 */
export async function openRules(
  parts: Pick<Parts, 'config' | 'store' | 'queues' | 'redact' | 'logger'>,
): Promise<FolderWatcher<RuleSet>> {
  const { config, logger } = parts
  const folder = config.rules_dir
  if (folder === null) {
    const rules = await builtinRules()
    return { current: () => rules, reload: async () => {}, close: async () => {} }
  }
  const tell = createTell(parts)
  const say = (text: string) =>
    void tell({ kind: 'rules', text }).catch((err: unknown) => logger.warn({ err }, 'not told'))
  const warn = (title: string, text: string) =>
    void queueWarning(parts, title, text).catch((err: unknown) => logger.warn({ err }, 'not told'))
  const watcher = await watchFolder(folder, {
    load: () => loadRules([folder]),
    onSwap: (set) => {
      say(`an edit is in use from now on: ${set.hash.slice(0, 19)}`)
      sayExpired(set, say)
    },
    onError: (err) => {
      logger.error({ err }, 'rules refused, the last good set stays')
      const text = `an edit is refused, the last good rules stay: ${firstLineOf(err)}`
      say(text)
      warn('Millwright refuses an edit of the rules', text)
    },
  })
  sayExpired(watcher.current(), say)
  return watcher
}

function sayExpired({ knownIssues }: RuleSet, say: (text: string) => void): void {
  const today = new Date().toISOString().slice(0, 10)
  for (const { fullId, expires, link } of knownIssues) {
    if (expires < today) say(`known issue ${fullId} counts no more since ${expires}: ${link}`)
  }
}

/** The first line names file, line and column; the code frame below it is for the log. */
function firstLineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0] ?? ''
}
