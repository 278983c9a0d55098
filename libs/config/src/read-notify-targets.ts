import { resolve } from 'node:path'
import type { NotifyTarget } from './config.ts'
import type { ConfigProblem } from './config-error.ts'
import type { ConfigSource } from './read-config-file.ts'
import { readSecretFile } from './read-secret.ts'
import type { ConfigFile } from './schema/config-file.ts'
import type { Role } from './schema/field.ts'
import { httpUrl } from './schema/field.ts'
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
  for (const [at, { kind, url, url_file, secret_file }] of listed.entries()) {
    const object = (key: string, message: string) => {
      const where = whereOf(['notify', at, key])
      const path = `notify[${at}].${key}`
      problems.push({ path, message, ...(where === undefined ? {} : { where }) })
    }
    if ((url === undefined) === (url_file === undefined)) object('url', 'give url or url_file')
    if (role !== 'lead') continue
    const read = (key: string, file: string | undefined) => {
      if (file === undefined) return null
      const secret = readSecretFile(resolve(source.folder, file))
      if ('problem' in secret) object(key, secret.problem)
      else if (secret.warning !== undefined) warnings.push(secret.warning)
      return 'value' in secret ? secret.value : null
    }
    const secret = read('secret_file', secret_file)
    const address = url ?? read('url_file', url_file) ?? ''
    if (address !== '' && !httpUrl.safeParse(address).success) object('url_file', 'this is no URL')
    targets.push({ kind, url: address, secret })
  }
  return { targets, problems, warnings }
}
