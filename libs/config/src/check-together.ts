import type { ConfigProblem } from './config-error.ts'
import { isLoopback } from './is-loopback.ts'
import type { Secrets } from './resolve-secrets.ts'
import type { ConfigFile } from './schema/config-file.ts'
import type { Path } from './tree.ts'

const DATABASE = 10

/** What no single setting can tell: combinations, and the shape of secrets. */
export function checkTogether(
  file: ConfigFile,
  secrets: Secrets,
  whereOf: (path: Path) => string | undefined,
): { values: Map<string, string>; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = []
  const values = new Map<string, string>()
  const object = (path: string, message: string) => {
    const where = secrets.origins.get(path) ?? whereOf(path.split('.'))
    problems.push({ path, message, ...(where === undefined ? {} : { where }) })
  }
  for (const [name, usd] of Object.entries(file.budget)) {
    if (usd >= file.limits.usd) continue
    object(
      `budget.${name}`,
      `one attempt may cost ${file.limits.usd} (limits.usd), so none could begin`,
    )
  }
  const isSet = (path: string) => secrets.origins.has(path)
  if (file.github.app_id !== null && !isSet('github.private_key')) {
    object('github.app_id', 'an App needs its key: set github.private_key_file')
  }
  if (file.github.app_id === null && isSet('github.private_key')) {
    object('github.private_key', 'a private key needs its App: set github.app_id')
  }
  if (file.github.app_id !== null && isSet('github.token')) {
    object('github.token', 'there is an App already: keep the App or the token')
  }
  const hasToken = isSet('status.token') || file.status.tokens.length > 0
  if (!isLoopback(file.status.host) && !hasToken) {
    object('status.host', 'an address that others reach needs a token: set status.token_file')
  }
  for (const path of ['redis.url', 'redis.worker_url']) {
    const url = secrets.values.get(path)
    const complete = url === undefined ? null : completeRedisUrl(url)
    if (complete !== null) values.set(path, complete)
    if (url !== undefined && complete === null) {
      object(path, 'this must look like redis://USER:PASSWORD@HOST:PORT/10, or rediss:// for TLS')
    }
  }
  const key = secrets.values.get('github.private_key')
  if (key !== undefined) {
    // An environment variable can often not hold line breaks, so people write them as \n.
    values.set('github.private_key', key.replaceAll('\\n', '\n'))
    if (!key.includes('PRIVATE KEY-----')) object('github.private_key', 'this is no key in PEM')
  }
  return { values, problems }
}

/** Adds our database to a URL that names none; null for what is no Redis URL. */
function completeRedisUrl(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!/^rediss?:$/.test(url.protocol) || url.hostname === '') return null
  if (url.pathname === '' || url.pathname === '/') url.pathname = `/${DATABASE}`
  return /^\/\d{1,4}$/.test(url.pathname) ? url.href : null
}
