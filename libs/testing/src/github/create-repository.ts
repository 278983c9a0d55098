import { join } from 'node:path'
import type { Files } from '../create-git-repository.ts'
import { createSerial } from '../serial.ts'
import { initBareRepository } from './git/bare-repository.ts'
import { pushAsPerson } from './push-as-person.ts'
import type { Effects } from './push-effects.ts'
import type { Repository } from './repository.ts'
import { timestamp } from './timestamp.ts'

export interface NewRepository {
  /** `owner/name` */
  readonly name: string
  readonly files: Files
  /** `main` unless told. */
  readonly defaultBranch?: string
}

/** Makes a repository with one commit, as a person would, and gives back its sha. */
export async function createRepository(
  effects: Effects,
  { name: fullName, files, defaultBranch = 'main' }: NewRepository,
): Promise<string> {
  const { world } = effects
  const [owner = '', name = ''] = fullName.split('/')
  if (owner === '' || name === '') throw new Error(`not an owner and a name: ${fullName}`)
  const gitDir = join(world.dir, 'repositories', owner, `${name}.git`)
  const repository: Repository = {
    id: world.nextId(),
    owner,
    name,
    fullName,
    defaultBranch,
    gitDir,
    createdAt: timestamp(),
    pulls: [],
    comments: [],
    issues: [],
    runs: [],
    checks: [],
    statuses: [],
    refUpdates: [],
    rejectedPushes: [],
    protectedBranches: new Set(),
    access: new Map([['ada', 'write']]),
    workflows: new Map(),
    sizes: new Map(),
    merges: new Map(),
    serial: createSerial(),
  }
  await initBareRepository(gitDir, defaultBranch)
  world.repositories.set(fullName.toLowerCase(), repository)
  return pushAsPerson(effects, repository, {
    branch: defaultBranch,
    files,
    message: 'First commit',
  })
}
