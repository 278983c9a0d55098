import { randomUUID } from 'node:crypto'
import { type Rollout, stableOf } from '@millwright/store'
import { audit } from '../audit.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts } from '../status-parts.ts'
import { repoOf } from './describe-template.ts'

/** What somebody asks of the versions of a template; without a hash, the one that suggests itself. */
export interface RolloutWish {
  readonly name: string
  readonly hash: string | undefined
  readonly actor: string
  readonly from: string
}

/**
 * Files a wish in the audit log and queues it for the lead, which looks at everything again.
 * Returns the version that is meant.
 * @throws StatusError `MW_NOT_FOUND`, or `MW_WRONG_STATE` when nothing would change.
 */
export async function askRollout(
  parts: StatusParts,
  kind: { kind: 'promote' } | { kind: 'rollback' } | { kind: 'canary'; share: number },
  wish: RolloutWish,
): Promise<string> {
  const { store, queues, logger } = parts
  const { name, actor, from } = wish
  const rollout = await store.getRollout(name)
  const stable = stableOf(rollout)
  if (stable === null)
    throw new StatusError(
      'MW_NOT_FOUND',
      'there is no such template: millwright prompts numbers lists all',
    )
  const isEnd = kind.kind === 'canary' && kind.share === 0
  const hash = wish.hash ?? suggested(kind.kind, rollout, isEnd)
  if (hash === null) throw new StatusError('MW_WRONG_STATE', nothing[kind.kind])
  if (!isEnd && hash === stable) {
    throw new StatusError(
      'MW_WRONG_STATE',
      'this version is the stable one already; nothing is to be done',
    )
  }
  const version = await store.getPromptVersion(hash)
  if (!isEnd && version?.name !== name) {
    throw new StatusError(
      'MW_NOT_FOUND',
      'this version is not kept, or no longer: millwright prompts history lists those that are',
    )
  }
  if (!isEnd && repoOf(version?.files ?? []) !== null) {
    throw new StatusError(
      'MW_WRONG_STATE',
      'a template of one repository follows its file: edit that',
    )
  }
  const share = kind.kind === 'canary' ? ` on ${kind.share} %` : ''
  const detail = `${hash}${share}`
  await audit(parts, { actor, action: kind.kind, target: name, from, detail })
  await queues.maintenance.add({ ...kind, ask: randomUUID(), name, hash, actor })
  logger.info({ action: kind.kind, template: name, hash, actor }, 'action asked for')
  return hash
}

const nothing = {
  promote: 'nothing is on trial: name the version to promote',
  rollback: 'no version was used before this one: name the version to go back to',
  canary: 'nothing is on trial: name the version to try',
} as const

/** What was on trial, or what was used before. */
function suggested(
  kind: 'promote' | 'rollback' | 'canary',
  rollout: Rollout,
  isEnd: boolean,
): string | null {
  const stable = stableOf(rollout)
  if (kind !== 'rollback') return rollout.canary?.hash ?? (isEnd ? null : waiting(rollout))
  const moves = ['loaded', 'promoted', 'rolled_back']
  const last = rollout.steps.find(
    ({ action, was }) => moves.includes(action) && was !== null && was !== stable,
  )
  return last?.was ?? null
}

/** An edit of the folder that waits beside a promoted version. */
function waiting({ folder, pinned }: Rollout): string | null {
  return pinned === null ? null : folder
}
