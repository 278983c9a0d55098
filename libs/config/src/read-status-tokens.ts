import { resolve } from 'node:path'
import type { ConfigProblem } from './config-error.ts'
import type { ConfigSource } from './read-config-file.ts'
import { readSecretFile } from './read-secret.ts'
import type { ConfigFile } from './schema/config-file.ts'
import type { Role } from './schema/field.ts'
import type { Path } from './tree.ts'

/** A token of the status API with its holder; the token is null for whoever does not check it. */
export interface StatusToken {
  readonly name: string
  readonly role: 'viewer' | 'operator' | 'approver'
  readonly token: string | null
}

/** Reads the tokens of the status API from their files. Only the status service checks them. */
export function readStatusTokens(
  role: Role,
  listed: ConfigFile['status']['tokens'],
  source: ConfigSource,
  whereOf: (path: Path) => string | undefined,
) {
  const tokens: StatusToken[] = []
  const problems: ConfigProblem[] = []
  const warnings: string[] = []
  for (const [at, { name, role: holds, token_file }] of listed.entries()) {
    const object = (key: string, message: string) => {
      const where = whereOf(['status', 'tokens', at, key])
      const path = `status.tokens[${at}].${key}`
      problems.push({ path, message, ...(where === undefined ? {} : { where }) })
    }
    const isTaken = listed.findIndex((other) => other.name === name) !== at
    if (isTaken) object('name', `there is another token named ${name}`)
    if (token_file === undefined) object('token_file', 'name the file that holds the token')
    const isRead = role === 'status' && token_file !== undefined
    const secret = isRead ? readSecretFile(resolve(source.folder, token_file)) : null
    if (secret !== null && 'problem' in secret) object('token_file', secret.problem)
    if (secret !== null && 'warning' in secret && secret.warning !== undefined) {
      warnings.push(secret.warning)
    }
    const token = secret !== null && 'value' in secret ? secret.value : null
    tokens.push({ name, role: holds, token })
  }
  return { tokens, problems, warnings }
}
