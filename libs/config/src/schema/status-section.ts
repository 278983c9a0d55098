import { z } from 'zod'
import { field, host, httpUrl, port, secretFile } from './field.ts'

const address = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

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
