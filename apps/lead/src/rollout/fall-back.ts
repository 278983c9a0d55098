import { promptNumbers, type Rollout, stableOf, worseCanary } from '@millwright/store'
import type { Parts } from '../parts.ts'

/**
 * Ends the trial of a version that does clearly worse than the stable one did in the same time, and
 * tells people. Returns the rollout as it is after that.
 */
export async function fallBack(parts: Parts, rollout: Rollout): Promise<Rollout> {
  const { store } = parts
  const { name, canary } = rollout
  const stable = stableOf(rollout)
  if (canary === null || stable === null) return rollout
  const numbersOf = async (hash: string) => {
    const uses = await store.listPromptUses(hash)
    return promptNumbers(uses.filter((use) => use.opened_at >= canary.since))
  }
  const why = worseCanary(await numbersOf(canary.hash), await numbersOf(stable))
  if (why === null) return rollout
  // Before it is written: whoever comes here a second time would find nothing left to do.
  const key = `prompts.fell_back.${name}.${canary.hash.slice(7, 19)}.${Date.parse(canary.since)}`
  const title = `${name}: the canary is clearly worse and no longer used`
  const notification = { key, severity: 'warning' as const, title, text: why }
  await parts.queues.deliveries.add({ kind: 'notify', notification }, `notify.${key}`)
  const after = await store.changeRollout(name, (now) => {
    if (now.canary?.hash !== canary.hash || now.canary.since !== canary.since) return null
    const at = new Date().toISOString()
    const step = { at, actor: 'millwright', action: 'fell_back' as const, why, ask: null }
    const { hash } = canary
    return { ...now, canary: null, steps: [{ ...step, hash, was: stable }, ...now.steps] }
  })
  if (after === null) return await store.getRollout(name)
  const action = { actor: 'millwright', action: 'fall_back', target: name, from: 'lead' }
  await store.addAudit({ ...action, detail: `${canary.hash}: ${why}`.slice(0, 500) }, key)
  await parts.tell({ kind: 'prompts', text: `${title}: ${why}` })
  return after
}

/** Looks at every canary, also where no new task asks for one. */
export async function fallBackAll(parts: Parts): Promise<void> {
  for (const rollout of await parts.store.listRollouts()) await fallBack(parts, rollout)
}
