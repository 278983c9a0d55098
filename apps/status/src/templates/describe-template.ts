import {
  type PromptUse,
  type PromptVersion,
  promptNumbers,
  type Rollout,
  type Store,
  stableOf,
  worseCanary,
} from '@millwright/store'
import type { z } from 'zod'
import type { TemplateHistory, VersionRow } from './template-schemas.ts'

/** Versions of which the numbers are made for one answer. */
export const NUMBERED_MAX = 20

/** A template's versions with what became of their tasks; null when none is kept. */
export async function describeTemplate(
  store: Store,
  name: string,
): Promise<z.infer<typeof TemplateHistory> | null> {
  const versions = await store.listPromptVersions(name)
  if (versions.length === 0) return null
  const rollout = await store.getRollout(name)
  const own = (await store.readPromptsInUse())?.templates.filter(({ repo }) => repo !== null)
  const rows: z.infer<typeof VersionRow>[] = []
  for (const [index, { hash, at, files }] of versions.entries()) {
    const label = labelOf(rollout, hash)
    const isNumbered = label !== null || index < NUMBERED_MAX
    rows.push({
      ...{ hash, at, label },
      in_use: label !== null || own?.some((template) => template.hash === hash) === true,
      is_folder: hash === rollout.folder,
      repo: repoOf(files),
      numbers: isNumbered ? promptNumbers(await store.listPromptUses(hash)) : null,
    })
  }
  return { name, rollout, versions: rows, trial: await trialOf(store, rollout) }
}

function labelOf(rollout: Rollout, hash: string): 'stable' | 'canary' | null {
  if (hash === stableOf(rollout)) return 'stable'
  return hash === rollout.canary?.hash ? 'canary' : null
}

/** The repository whose own template a version is; null for a common one. */
export function repoOf(files: PromptVersion['files']): string | null {
  const path = files.find((file) => file.path.endsWith('.prompt.md'))?.path ?? ''
  return /^repos\/([^/]+)\//.exec(path)?.[1] ?? null
}

async function trialOf(store: Store, rollout: Rollout) {
  const { canary } = rollout
  const stable = stableOf(rollout)
  if (canary === null || stable === null) return null
  const since = (uses: PromptUse[]) =>
    promptNumbers(uses.filter((use) => use.opened_at >= canary.since))
  const numbers = {
    canary: since(await store.listPromptUses(canary.hash)),
    stable: since(await store.listPromptUses(stable)),
  }
  return { ...numbers, worse: worseCanary(numbers.canary, numbers.stable) }
}
