import { fileURLToPath } from 'node:url'
import type { Store } from '@millwright/store'
import { readPrompts } from '@millwright/template'

const folder = fileURLToPath(new URL('../../../../prompts/', import.meta.url))

/** The version of `fix-test` before the one in use, by the hash that the fixtures give it. */
export const OLD_VERSION = `sha256:${'0a'.repeat(32)}`

/**
 * Our own prompts as a lead would have loaded them an hour ago, with an older version of one; returns
 * the hash of `fix-test`.
 */
export async function fillPrompts(store: Store): Promise<string> {
  const { templates } = await readPrompts(folder)
  const at = new Date(Date.now() - 3_600_000).toISOString()
  const loaded = templates.map(({ template }) => template)
  for (const { name, hash, files } of loaded) {
    const copies = files.map(({ path, text }) => ({ path, text }))
    if (name === 'fix-test') {
      const before = '2026-11-18T08:00:00.000Z'
      const old = { name, hash: OLD_VERSION, at: before, files: copies }
      await store.savePromptVersion(old, true)
    }
    await store.savePromptVersion({ name, hash, at, files: copies }, true)
    await store.changeRollout(name, (rollout) => ({ ...rollout, folder: hash }))
  }
  await store.savePromptsInUse({
    hash: `sha256:${'1b'.repeat(32)}`,
    since: at,
    templates: loaded.map(({ name, repo, hash, description, serves }) => ({
      ...{ name, repo, hash, description, serves: [...serves] },
    })),
    refused: null,
  })
  return loaded.find(({ name }) => name === 'fix-test')?.hash ?? ''
}
