import { resolve } from 'node:path'
import { addressProblem, checkNotifyTarget } from './check-notify-target.ts'
import type { ConfigProblem } from './config-error.ts'
import { type NotifyTarget, toNotifyTarget } from './notify-target.ts'
import type { ConfigSource } from './read-config-file.ts'
import { readSecretFile } from './read-secret.ts'
import type { ConfigFile } from './schema/config-file.ts'
import type { Role } from './schema/field.ts'
import type { Path } from './tree.ts'

/** Reads whom to tell, with addresses and keys from their files. Only the lead tells people. */
export function readNotifyTargets(
  role: Role,
  listed: ConfigFile['notify'],
  source: ConfigSource,
  whereOf: (path: Path) => string | undefined,
) {
  const targets: NotifyTarget[] = []
  const problems: ConfigProblem[] = []
  const warnings: string[] = []
  const names = namesOf(listed)
  for (const [at, target] of listed.entries()) {
    const { kind, url, url_file, secret_file } = target
    const name = names[at] ?? kind
    const object = (key: string, message: string) => {
      const where = whereOf(['notify', at, key])
      const path = `notify[${at}].${key}`
      problems.push({ path, message, ...(where === undefined ? {} : { where }) })
    }
    for (const [key, message] of checkNotifyTarget(target)) object(key, message)
    if (names.indexOf(name) !== at) object('name', `there is another target named ${name}`)
    const read = (key: string, file: string | undefined) => {
      if (file === undefined || role !== 'lead') return null
      const secret = readSecretFile(resolve(source.folder, file))
      if ('problem' in secret) object(key, secret.problem)
      else if (secret.warning !== undefined) warnings.push(secret.warning)
      return 'value' in secret ? secret.value : null
    }
    const secret = read('secret_file', secret_file)
    const address = url ?? read('url_file', url_file) ?? ''
    const wrong = addressProblem(kind, address)
    if (wrong !== null) object(url === undefined ? 'url_file' : 'url', wrong)
    if (role === 'lead') targets.push(toNotifyTarget(target, { name, url: address, secret }))
  }
  return { targets, problems, warnings }
}

/** The names in order; those without one are counted by their kind. */
function namesOf(listed: ConfigFile['notify']): string[] {
  const counts = new Map<string, number>()
  return listed.map(({ kind, name }) => {
    if (name !== undefined) return name
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count === 1 ? kind : `${kind}-${count}`
  })
}
