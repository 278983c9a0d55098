import { z } from 'zod'
import { field, host, httpUrl, port, secretFile } from './field.ts'

const address = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])
const url = z.string().max(2_000).optional()

export const RedisSection = z
  .strictObject({
    url: field(url, {
      doc: 'Redis for lead, status and command line; `millwright up` starts a private one when this is not set. A URL with a password belongs into `url_file` or the environment.',
      unit: 'URL',
      env: ['REDIS_URL'],
      fallback: 'a private server',
    }),
    url_file: secretFile({
      doc: 'File that holds the Redis URL.',
      env: ['REDIS_URL_FILE'],
      secretOf: ['lead', 'status', 'cli'],
    }),
    worker_url: field(url, {
      doc: 'Redis for workers: the same server with a user of its own. Workers that are not given one use `url`, which lets a hijacked worker change everything in Redis.',
      unit: 'URL',
      fallback: 'the private server’s user for workers, else `url`',
    }),
    worker_url_file: secretFile({
      doc: 'File that holds the Redis URL for workers.',
      secretOf: ['worker'],
    }),
  })
  .prefault({})

export const KeepSection = z
  .strictObject({
    tasks: field(z.int().min(100).max(1_000_000).default(100_000), {
      doc: 'Tasks that are kept, for 30 days at most; the oldest goes first.',
      unit: 'tasks',
    }),
    tasks_mb: field(z.int().min(10).max(100_000).default(260), {
      doc: 'What the records of all tasks may take in Redis, about 3 kB each; the oldest goes first. Their lists take half a kB each besides, and the `maxmemory` of Redis must hold all of it.',
      unit: 'MB',
    }),
  })
  .prefault({})

export const WebhookSection = z
  .strictObject({
    host: field(host.default('127.0.0.1'), {
      doc: 'Address that the webhook listener binds; put a reverse proxy or tunnel in front.',
      unit: 'IP address or name',
    }),
    port: field(port.default(8686), {
      doc: 'Port of the webhook listener; 0 takes any free one.',
      unit: 'TCP port',
    }),
    body_bytes_max: field(z.int().min(1_000).max(26_000_000).default(5_000_000), {
      doc: 'Largest webhook body that is accepted; GitHub sends at most 25 MB.',
      unit: 'bytes',
    }),
  })
  .prefault({})

const StatusToken = z.strictObject({
  name: field(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens'), {
    doc: 'Who holds the token; the audit log names them by it. Unique.',
  }),
  role: field(z.enum(['viewer', 'operator', 'approver']).default('viewer'), {
    doc: '`viewer` reads; `operator` also cancels, retries, pauses and resumes; `approver` also approves and rejects patches.',
  }),
  token_file: secretFile({
    doc: 'File that holds the token.',
    env: [],
    secretOf: ['status'],
  }),
})

export const StatusSection = z
  .strictObject({
    host: field(host.default('127.0.0.1'), {
      doc: 'Address that status API and dashboard bind; anything but loopback needs a token, for reading too: logs, prompts and patches are served here.',
      unit: 'IP address or name',
    }),
    port: field(port.default(8787), {
      doc: 'Port of status API and dashboard; 0 takes any free one.',
      unit: 'TCP port',
    }),
    token_file: secretFile({
      doc: 'Token that may do everything: actions must show one, and on any address but loopback reading as well; without any, actions are refused.',
      secretOf: ['status', 'cli'],
    }),
    tokens: field(z.array(StatusToken).max(50).default([]), {
      doc: 'Further tokens, each with a name and a role.',
      fallback: 'none',
    }),
    url: field(httpUrl.optional(), {
      doc: 'Address under which people open the dashboard; messages link to it. Any but a loopback one says that a proxy stands in front: its name is answered to, and reading takes a token there, too.',
      unit: 'URL',
      fallback: 'messages hold no link',
    }),
    allowed_hosts: field(z.array(host).max(50).default([]), {
      doc: 'Host names, besides loopback and that of `url`, under which the API answers; guards against DNS rebinding. With any, reading takes a token on loopback, too.',
      unit: 'names',
    }),
    trusted_proxies: field(z.array(address).max(50).default([]), {
      doc: 'Addresses of reverse proxies whose `X-Forwarded-For` is believed, in the audit log and where requests are counted by address. With any, reading takes a token on loopback, too.',
      unit: 'IP addresses or CIDR blocks',
    }),
  })
  .prefault({})

export const LogSection = z
  .strictObject({
    level: field(
      z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
      { doc: 'Lowest level that is written.' },
    ),
  })
  .prefault({})

export const WorkerSection = z
  .strictObject({
    concurrency: field(z.int().min(1).max(16).default(1), {
      doc: 'Tasks that one worker process works on at the same time.',
      unit: 'tasks',
    }),
    lock_seconds: field(z.number().min(1).max(3_600).default(120), {
      doc: 'How long a claim lasts without a sign of life from its worker.',
      unit: 'seconds',
    }),
    stalled_seconds: field(z.number().min(0.2).max(3_600).default(30), {
      doc: 'How often tasks of vanished workers are looked for.',
      unit: 'seconds',
    }),
    stalled_max: field(z.int().min(0).max(20).default(3), {
      doc: 'How often a task may lose its worker before it fails.',
      unit: 'times',
    }),
    grace_seconds: field(z.number().min(0).max(3_600).default(20), {
      doc: 'How long a worker that is told to stop may take to hand its task back.',
      unit: 'seconds',
    }),
  })
  .prefault({})
