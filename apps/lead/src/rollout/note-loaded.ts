import { type Rollout, type RolloutStep, type Store, stableOf } from '@millwright/store'
import type { PromptTemplate } from '@millwright/template'

/**
 * Files which version the folder holds. An edit is used at once, unless another version was
 * promoted: then it waits. A folder that holds the promoted version, or the one on trial, is
 * followed again. Returns what people should know, or null.
 */
export async function noteLoaded(
  store: Store,
  { name, hash }: Pick<PromptTemplate, 'name' | 'hash'>,
): Promise<string | null> {
  const after = await store.changeRollout(name, (rollout) => {
    if (rollout.folder === hash) return null
    const pinned = rollout.pinned === hash ? null : rollout.pinned
    const isCanaryUsed = pinned === null && rollout.canary?.hash === hash
    const next = { ...rollout, folder: hash, pinned, canary: isCanaryUsed ? null : rollout.canary }
    return { ...next, steps: [stepOf(rollout, next, hash), ...rollout.steps] }
  })
  if (after === null || after.pinned === null) return null
  const [held, waits] = [after.pinned.slice(0, 19), hash.slice(0, 19)]
  return `${name}: the edit ${waits} waits, since ${held} was promoted; promote it to use it`
}

function stepOf(before: Rollout, after: Rollout, hash: string): RolloutStep {
  const action = after.pinned === null ? 'loaded' : 'waits'
  const at = new Date().toISOString()
  return { at, actor: 'folder', action, hash, was: stableOf(before), why: '', ask: null }
}
