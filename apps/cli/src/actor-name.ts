import { userInfo } from 'node:os'

/** Who gives a command here, for the record; not a proof of anything. */
export function actorName(): string {
  return `${userInfo().username} (command line)`.slice(0, 100)
}
