import type { KeyObject } from 'node:crypto'
import type { Faults } from './faults.ts'
import type { Repository } from './repository.ts'
import type { Tokens } from './tokens.ts'

export interface App {
  readonly id: number
  readonly slug: string
  readonly publicKey: KeyObject
}

/** Everything that one running stand-in knows; the parts share it. */
export interface World {
  /** `http://127.0.0.1:<port>`: REST at its root, git below `/<owner>/<name>.git`. */
  readonly url: string
  readonly dir: string
  readonly app: App | null
  readonly tokens: Tokens
  readonly faults: Faults
  readonly repositories: Map<string, Repository>
  /** Login → account id. */
  readonly users: Map<string, number>
  /** E-mail → login, for naming the authors of commits. */
  readonly emails: Map<string, string>
  /** A number that was never given before: ids are unique over all kinds. */
  nextId(): number
}

export const INSTALLATION_ID = 5_150

/** Null for a name that nobody made; GitHub does not regard case. */
export function findRepository(world: World, fullName: string): Repository | null {
  return world.repositories.get(fullName.toLowerCase()) ?? null
}

/** For names given by a test: throws when there is no such repository. */
export function requireRepository(world: World, fullName: string): Repository {
  const repository = findRepository(world, fullName)
  if (repository === null) throw new Error(`the stand-in has no repository ${fullName}`)
  return repository
}

/** The account id of a login; a login that is new gets one. */
export function userId(world: World, login: string): number {
  const known = world.users.get(login)
  if (known !== undefined) return known
  const id = world.nextId()
  world.users.set(login, id)
  return id
}

/** The login behind a commit's e-mail; null when GitHub would know nobody. */
export function loginOfEmail(world: World, email: string): string | null {
  const hidden = /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(email)
  return hidden?.[1] ?? world.emails.get(email) ?? null
}
