import { z } from 'zod'
import { field, secretFile } from './field.ts'

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
