import { resolve } from 'node:path'
import { type Environment, knownVariables, listSecrets } from './read-environment.ts'
import type { Role } from './schema/field.ts'

/**
 * The environment for a child process that plays `role`: what any program needs, our settings,
 * and the secrets of that role alone. Nothing else of the given environment passes.
 */
export function roleEnvironment(
  role: Role,
  env: Environment = process.env,
  cwd: string = process.cwd(),
): Record<string, string> {
  const foreign = foreignSecrets(role, env)
  const names = [...ordinary, ...knownVariables()].filter((name) => !foreign.has(name))
  const pairs = names.flatMap((name) => {
    const value = env[name]
    return value === undefined || value === '' ? [] : [[name, value] as const]
  })
  const file = env.MILLWRIGHT_CONFIG
  const own = file === undefined || file === '' ? {} : { MILLWRIGHT_CONFIG: resolve(cwd, file) }
  return { ...Object.fromEntries(pairs), ...own }
}

/** Names of secrets that the role does not read, by value and by file. */
function foreignSecrets(role: Role, env: Environment): Set<string> {
  const isSet = (name: string) => (env[name] ?? '') !== ''
  const hasWorkerUrl =
    isSet('MILLWRIGHT_REDIS_WORKER_URL') || isSet('MILLWRIGHT_REDIS_WORKER_URL_FILE')
  const secrets = listSecrets().filter(({ path, roles }) => {
    const isFallback = path === 'redis.url' && role === 'worker' && !hasWorkerUrl
    return !roles.includes(role) && !isFallback
  })
  return new Set(
    secrets.flatMap(({ env: names }) => names.flatMap((name) => [name, `${name}_FILE`])),
  )
}

const ordinary = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TMPDIR',
  'TZ',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'NODE_ENV',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
]
