import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NotifyTarget } from './notify-target.ts'
import type { StatusToken } from './read-status-tokens.ts'
import type { ConfigFile } from './schema/config-file.ts'

/** A value that only some roles read: null when it is not set or not this role's. */
type SecretValue = string | null

/** What the file, the environment and the secret files came to. */
export interface ConfigParts {
  readonly file: ConfigFile
  secret(path: string): SecretValue
  readonly notify: NotifyTarget[]
  readonly tokens: readonly StatusToken[]
  /** Makes a path absolute, from the place where it was written down. */
  absolute(path: string, setting: string): string
}

/** Puts the parts together in the shape that the rest of Millwright reads. */
export function assembleConfig({ file, secret, notify, tokens, absolute }: ConfigParts) {
  const { webhook, worker, sandbox, limits, budget, repositories, log, paused, github } = file
  const { escalation, keep } = file
  const { base_url, name, allow, max_tokens, prices } = file.model
  const { prompts_dir = installedPrompts } = file
  return {
    /** Absolute. */
    data_dir: absolute(file.data_dir, 'data_dir'),
    redis: { url: secret('redis.url'), worker_url: secret('redis.worker_url') },
    github: {
      api_url: trimmed(github.api_url),
      web_url: github.web_url === null ? null : trimmed(github.web_url),
      git_url: trimmed(github.git_url),
      token: secret('github.token'),
      app_id: github.app_id,
      private_key: secret('github.private_key'),
      webhook_secret: secret('github.webhook_secret'),
      webhook_secret_previous: secret('github.webhook_secret_previous'),
      clone_token: secret('github.clone_token'),
      pull_seconds: github.pull_seconds,
      poll_seconds: github.poll_seconds,
      sweep_seconds: github.sweep_seconds,
    },
    webhook,
    status: {
      host: file.status.host,
      port: file.status.port,
      token: secret('status.token'),
      tokens,
      url: file.status.url === undefined ? null : trimmed(file.status.url),
      allowed_hosts: file.status.allowed_hosts,
      trusted_proxies: file.status.trusted_proxies,
    },
    model: {
      base_url: trimmed(base_url),
      api_key: secret('model.api_key'),
      name,
      allow,
      max_tokens,
      prices,
    },
    worker,
    sandbox,
    keep,
    limits,
    budget,
    escalation,
    repositories,
    notify,
    /** Absolute. */
    prompts_dir: absolute(prompts_dir, 'prompts_dir'),
    /** Absolute; null when the built-in rules are all. */
    rules_dir: file.rules_dir === undefined ? null : absolute(file.rules_dir, 'rules_dir'),
    log,
    paused,
  }
}

/** The whole configuration as one role sees it; deeply frozen. */
export type Config = ReturnType<typeof assembleConfig>

const installedPrompts = resolve(fileURLToPath(new URL('../../../prompts', import.meta.url)))

/** Addresses are joined with `/`, so none ends with one. */
function trimmed(url: string): string {
  return url.replace(/\/+$/, '')
}
