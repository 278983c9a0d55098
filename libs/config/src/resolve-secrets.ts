import { resolve } from 'node:path'
import type { ConfigProblem } from './config-error.ts'
import type { ConfigSource } from './read-config-file.ts'
import { type Environment, listSecrets, type SecretField } from './read-environment.ts'
import { checkSecret, readSecretFile } from './read-secret.ts'
import type { Role } from './schema/field.ts'
import { valueAt } from './tree.ts'

export interface Secrets {
  /** Values by path; only those that the role reads. */
  readonly values: ReadonlyMap<string, string>
  /** Where each secret comes from, also those that the role does not read. */
  readonly origins: ReadonlyMap<string, string>
  readonly problems: readonly ConfigProblem[]
  readonly warnings: readonly string[]
}

/** Where a secret stands. `text` is the value itself, `file` the path of the file that holds it. */
type Found = { origin: string } & ({ text: string } | { file: string } | { problem: string })

/** Finds every secret and reads those of the role: no other file is ever opened. */
export function resolveSecrets(
  role: Role,
  env: Environment,
  source: ConfigSource,
  cwd: string,
): Secrets {
  const values = new Map<string, string>()
  const origins = new Map<string, string>()
  const problems: ConfigProblem[] = []
  const warnings: string[] = []
  const found = new Map(listSecrets().map((secret) => [secret, find(secret, env, source, cwd)]))
  const hasWorkerUrl = [...found].some(([{ path }, at]) => path === 'redis.worker_url' && at)
  for (const [secret, at] of found) {
    if (at === null) continue
    origins.set(secret.path, at.origin)
    const isFallback = secret.path === 'redis.url' && role === 'worker' && !hasWorkerUrl
    if (!secret.roles.includes(role) && !isFallback) continue
    if (isFallback) warnings.push(sharedUser)
    const read = readFound(at)
    if ('problem' in read) {
      problems.push({ path: secret.path, message: read.problem, where: at.origin })
      continue
    }
    values.set(secret.path, read.value)
    if (read.warning !== undefined) warnings.push(read.warning)
  }
  return { values, origins, problems, warnings }
}

const sharedUser =
  'the worker uses the same Redis user as the lead: give it one of its own in MILLWRIGHT_REDIS_WORKER_URL'

function readFound(at: Found) {
  if ('problem' in at) return at
  return 'text' in at ? checkSecret(at.text) : readSecretFile(at.file)
}

function find(
  { path, env: names }: SecretField,
  env: Environment,
  source: ConfigSource,
  cwd: string,
): Found | null {
  for (const name of names) {
    const text = env[name] ?? ''
    const file = env[`${name}_FILE`] ?? ''
    if (text !== '' && file !== '') {
      const problem = `${name} and ${name}_FILE are both set: keep one of them`
      return { origin: name, problem }
    }
    if (text !== '') return { origin: name, text }
    if (file !== '') return { origin: `${name}_FILE`, file: resolve(cwd, file) }
  }
  const filePath = `${path}_file`.split('.')
  const file = valueAt(source.tree, filePath)
  if (typeof file === 'string' && file !== '') {
    return {
      origin: source.where(filePath) ?? filePath.join('.'),
      file: resolve(source.folder, file),
    }
  }
  const inline = valueAt(source.tree, path.split('.'))
  if (typeof inline !== 'string') return null
  return { origin: source.where(path.split('.')) ?? path, text: inline }
}
