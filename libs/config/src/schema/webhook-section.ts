import { z } from 'zod'
import { field, host, port } from './field.ts'

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
