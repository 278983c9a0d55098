import type { PromptsInUse } from '@millwright/store'
import {
  type FolderWatcher,
  type PromptSet,
  TemplateError,
  watchPrompts,
} from '@millwright/template'
import { createTell } from '../create-tell.ts'
import type { Parts } from '../parts.ts'
import { versionOf } from '../tasks/version-of.ts'
import { queueWarning } from '../telling/queue-warning.ts'
import { noteLoaded } from './note-loaded.ts'

const PROBLEM_CHARS_MAX = 1000
const REFUSED = 'Millwright refuses an edit of the prompts'

/**
 * Loads the prompts and keeps up with edits; an edit that is refused is told with its place, and
 * shown until the folder can be used again. Each version that is loaded is kept with its text.
 */
export async function openPrompts(
  parts: Pick<Parts, 'config' | 'store' | 'queues' | 'redact' | 'logger'>,
): Promise<FolderWatcher<PromptSet>> {
  const { config, store, logger } = parts
  const tell = createTell(parts)
  let state: PromptsInUse | null = null
  let told: Promise<unknown> = Promise.resolve()
  // One after the other, so that the last that happened is what is shown.
  const say = (text: string | null, next: PromptsInUse, set: PromptSet | null) => {
    state = next
    const write = async () => {
      const texts = [text]
      for (const template of set?.templates ?? []) {
        await store.savePromptVersion(versionOf(template), true)
        if (template.repo === null) texts.push(await noteLoaded(store, template))
      }
      await store.savePromptsInUse(next)
      for (const one of texts) if (one !== null) await tell({ kind: 'prompts', text: one })
      if (next.refused !== null && text !== null) await queueWarning(parts, REFUSED, text)
    }
    told = told.then(write).catch((err: unknown) => logger.warn({ err }, 'not told'))
  }
  const watcher = await watchPrompts(config.prompts_dir, {
    onSwap: (set) => {
      const isOld = set.hash === state?.hash
      const text = isOld
        ? 'the prompts can be read again; they are the same as before'
        : `an edit is in use from now on: ${set.hash.slice(0, 19)}`
      say(text, { ...inUse(set), ...(isOld && state && { since: state.since }) }, set)
    },
    onError: (err) => {
      logger.error({ err }, 'prompts refused, the last good set stays')
      const refused = refusalOf(err)
      // A burst of saves, or one the watcher sees twice, is one refusal.
      if (!state || isSame(state.refused, refused)) return
      const text = `an edit is refused, the last good prompts stay: ${messageOf(err)}`
      say(text, { ...state, refused }, null)
    },
  })
  say(null, inUse(watcher.current()), watcher.current())
  return {
    ...watcher,
    async reload() {
      await watcher.reload()
      const reloaded_at = new Date().toISOString()
      if (state !== null) say(null, { ...state, reloaded_at }, null)
      await told
    },
    async close() {
      await watcher.close()
      await told
    },
  }
}

function inUse({ hash, templates }: PromptSet): PromptsInUse {
  return {
    hash,
    since: new Date().toISOString(),
    templates: templates.map(({ name, repo, hash: version, description, serves }) => {
      return { name, repo, hash: version, description, serves: [...serves] }
    }),
    refused: null,
  }
}

type Refusal = PromptsInUse['refused']

function isSame(one: Refusal, other: Refusal): boolean {
  const text = (refusal: Refusal) => JSON.stringify([refusal?.place, refusal?.problem])
  return text(one) === text(other)
}

function refusalOf(error: unknown): Refusal {
  const at = new Date().toISOString()
  if (!(error instanceof TemplateError)) {
    return { at, place: null, problem: messageOf(error).slice(0, PROBLEM_CHARS_MAX) }
  }
  const { file, line, column, problem } = error
  return { at, place: { file, line, column }, problem: problem.slice(0, PROBLEM_CHARS_MAX) }
}

/** The first line names file, line and column; the code frame below it is for the log. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1)[0] ?? ''
}
