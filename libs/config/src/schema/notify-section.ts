import { z } from 'zod'
import { field, secretFile } from './field.ts'
import { differs, quietTimes } from './quiet-times.ts'

const Severities = z.array(z.enum(['info', 'warning', 'action'])).max(3)
const line = z.string().min(1).max(320)

const QuietHours = z
  .strictObject({
    ...quietTimes('Start of the hours in which less is told.'),
    severities: field(Severities.min(1).default(['info', 'warning']), {
      doc: 'What waits for their end; all else is told at once. Waiting messages are kept in Redis.',
    }),
  })
  .refine(...differs)
  .optional()

const NotifyTarget = z.strictObject({
  kind: field(
    z.enum(['webhook', 'slack', 'ntfy', 'gotify', 'smtp', 'sms', 'apprise']).default('webhook'),
    {
      doc: 'How people are told: a signed webhook of your own, a Slack incoming webhook, an ntfy topic, Gotify, mail, text messages by an interface like Twilio’s, or an Apprise API server for every other service.',
    },
  ),
  name: field(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens')
      .optional(),
    {
      doc: 'What the target is called in messages; unique. A message that waits finds its target by this name.',
      fallback: 'the kind, with a number from the second one on',
    },
  ),
  severities: field(Severities.min(1).default(['warning', 'action']), {
    doc: 'What it is told: `info` all is well again, `warning` something is amiss, `action` a person must do something.',
  }),
  quiet_hours: QuietHours,
  after_minutes: field(z.int().min(0).max(10_080).default(0), {
    doc: 'How long nobody may answer a message of severity `action` before this target is told, too; give each level of people a longer time. 0: at once.',
    unit: 'minutes',
  }),
  digest_minutes: field(z.int().min(0).max(1_440).default(0), {
    doc: 'Messages of severity `info` and `warning` are gathered and told together this often; 0: each at once.',
    unit: 'minutes',
  }),
  url: field(
    z
      .url({ protocol: /^(https?|smtps?)$/ })
      .max(2_000)
      .optional(),
    {
      doc: 'Where messages go. webhook and slack: the address. ntfy: server and topic. gotify: the server. smtp: `smtps://HOST:PORT`, or `smtp://HOST:PORT` with STARTTLS. sms: the address that takes messages. apprise: the address ending with `/notify/KEY`.',
      unit: 'URL',
    },
  ),
  url_file: secretFile({
    doc: 'File that holds the address, when the address itself is a secret.',
    env: [],
    secretOf: ['lead'],
  }),
  secret_file: secretFile({
    doc: 'webhook: key of the HMAC signature that the receiver checks. ntfy: access token. gotify: token of the application. smtp: password. sms: auth token.',
    env: [],
    secretOf: ['lead'],
  }),
  user: field(line.optional(), {
    doc: 'smtp: who signs in; nobody unless given. sms: the account, with Twilio its SID.',
  }),
  from: field(line.optional(), {
    doc: 'smtp and sms: the sender, a mail address or a phone number.',
  }),
  to: field(z.array(line).max(20).default([]), {
    doc: 'smtp: the mail addresses of those who are told. sms: one phone number; list a target for each.',
  }),
})

export const Notify = field(z.array(NotifyTarget).max(20).default([]), {
  doc: 'Who is told when a person is needed. `millwright notify test` tries it.',
  fallback: 'nobody',
})
