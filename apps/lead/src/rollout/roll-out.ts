import type { MaintenanceJob } from '@millwright/protocol'
import { type Rollout, type RolloutStep, stableOf } from '@millwright/store'
import type { Parts } from '../parts.ts'
import { usableVersion } from './usable-version.ts'

type Wish = Extract<MaintenanceJob, { kind: 'promote' | 'rollback' | 'canary' }>

/**
 * Changes which version of a template is used, as somebody asked. Asking for the folder's version
 * follows the folder again. A wish that was carried out, or cannot be, changes nothing.
 */
export async function rollOut(parts: Parts, wish: Wish): Promise<void> {
  const { name, hash } = wish
  const folder = parts
    .prompts()
    .templates.find((template) => template.name === name && template.repo === null)
  if (!folder) return say(parts, wish, 'not done: there is no such template')
  const isEnd = wish.kind === 'canary' && wish.share === 0
  const version = isEnd || hash === folder.hash || (await usableVersion(parts.store, hash, folder))
  if (typeof version === 'string') return say(parts, wish, `not done: ${version}`)
  const after = await parts.store.changeRollout(name, (rollout) => {
    if (rollout.steps.some(({ ask }) => ask === wish.ask)) return null
    const next = changed({ ...rollout, folder: folder.hash }, wish)
    return next && { ...next, steps: [stepOf(rollout, wish), ...rollout.steps] }
  })
  if (after !== null) await say(parts, wish, describe(wish))
}

/** Null when nothing would be different. */
function changed(rollout: Rollout, wish: Wish): Rollout | null {
  const { hash } = wish
  const { canary, folder } = rollout
  if (wish.kind === 'canary') {
    if (wish.share === 0) return canary === null ? null : { ...rollout, canary: null }
    if (hash === stableOf(rollout)) return null
    // A share that grows goes on with what was seen so far.
    const since = canary?.hash === hash ? canary.since : new Date().toISOString()
    return { ...rollout, canary: { hash, share: wish.share, since } }
  }
  // Whatever was on trial was tried beside another version.
  return { ...rollout, pinned: hash === folder ? null : hash, canary: null }
}

function stepOf(before: Rollout, wish: Wish): RolloutStep {
  const { actor, hash, ask } = wish
  const at = new Date().toISOString()
  const was = stableOf(before)
  const common = { at, actor, hash, was, ask }
  switch (wish.kind) {
    case 'promote':
      return { ...common, action: 'promoted', why: '' }
    case 'rollback':
      return { ...common, action: 'rolled_back', why: '' }
    case 'canary': {
      if (wish.share > 0) return { ...common, action: 'canary', why: `${wish.share} %` }
      return { ...common, hash: before.canary?.hash ?? hash, action: 'canary_ended', why: '' }
    }
  }
}

function describe(wish: Wish): string {
  const version = wish.hash.slice(0, 19)
  switch (wish.kind) {
    case 'promote':
      return `${version} is used from now on`
    case 'rollback':
      return `back to ${version}`
    case 'canary':
      if (wish.share === 0) return 'the trial is over'
      return `${version} is tried on ${wish.share} % of the tasks`
  }
}

function say(parts: Parts, { name, actor }: Wish, text: string): Promise<void> {
  return parts.tell({ kind: 'prompts', text: `${name}: ${text} (asked by ${actor})` })
}
