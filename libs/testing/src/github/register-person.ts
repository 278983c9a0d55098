import type { Person } from '../create-git-repository.ts'
import type { World } from './world.ts'

/** Gives a person a GitHub account: the first word of the e-mail is the login. */
export function registerPerson(world: World, { email }: Person): string {
  const login = email.slice(0, Math.max(email.indexOf('@'), 1)).replaceAll(/[^A-Za-z0-9-]/g, '-')
  world.emails.set(email, login)
  return login
}
