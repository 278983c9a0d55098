import type { Config } from './config.ts'
import { listSecrets } from './read-environment.ts'
import { isTree } from './tree.ts'

/** Where secrets stand in a configuration, lists apart. */
export const SECRET_PATHS: readonly string[] = listSecrets().map(({ path }) => path)

const SEGMENT_CHARS_SECRET = 16
const QUERY_CHARS_SECRET = 6

/** A copy for people: each secret is `[set]`, or null where there is none. */
export function maskSecrets(config: Config): unknown {
  const masked = maskAt(config, '')
  const notify = config.notify.map((target) => {
    const secret = target.secret === null ? null : '[set]'
    return { ...target, url: maskUrl(target.url), secret }
  })
  return isTree(masked) ? { ...masked, notify } : masked
}

/** Every secret value, for the redactor: tokens, keys, passwords in URLs, secret addresses. */
export function secretsOf(config: Config): string[] {
  const { github, status, model, redis, notify } = config
  const values = [
    github.token,
    github.private_key,
    github.webhook_secret,
    github.webhook_secret_previous,
    github.clone_token,
    status.token,
    ...status.tokens.map(({ token }) => token),
    model.api_key,
    ...[redis.url, redis.worker_url].flatMap(passwordsOf),
    ...notify.flatMap(({ url, secret }) => [secret, ...secretParts(url)]),
  ]
  return [...new Set(values.filter((value) => value !== null))].filter((value) => value !== '')
}

function maskAt(value: unknown, path: string): unknown {
  if (SECRET_PATHS.includes(path)) {
    if (typeof value !== 'string') return null
    return path.startsWith('redis.') ? maskUrl(value) : '[set]'
  }
  if (path === 'status.tokens') return maskTokens(value)
  if (!isTree(value)) return value
  const below = (key: string) => (path === '' ? key : `${path}.${key}`)
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, maskAt(child, below(key))]),
  )
}

/** The tokens of a list: who holds which role, and that there is one. */
function maskTokens(tokens: unknown): unknown {
  const listed: unknown[] = Array.isArray(tokens) ? tokens : []
  return listed.map((one) => {
    if (!isTree(one)) return one
    return { ...one, token: one.token === null ? null : '[set]' }
  })
}

function maskUrl(text: string): string {
  return [...passwordsOf(text), ...secretParts(text)].reduce(
    (masked, secret) => masked.replaceAll(secret, '[set]'),
    text,
  )
}

function passwordsOf(text: string | null): string[] {
  if (text === null || !URL.canParse(text)) return []
  const { password } = new URL(text)
  return password === '' ? [] : [password, decodeURIComponent(password)]
}

/** Chat services put the key into the address: long parts of the path, values of the query. */
function secretParts(text: string): string[] {
  if (!URL.canParse(text)) return []
  const url = new URL(text)
  const segments = url.pathname.split('/').filter((part) => part.length >= SEGMENT_CHARS_SECRET)
  const values = [...url.searchParams.values()].filter((part) => part.length >= QUERY_CHARS_SECRET)
  return [...segments, ...values, ...passwordsOf(text)]
}
