import type { ConfigFile } from './schema/config-file.ts'

type Listed = ConfigFile['notify'][number]
type Severity = Listed['severities'][number]

interface Route {
  name: string
  after_minutes: number
  digest_minutes: number
  severities: readonly Severity[]
  quiet_hours: {
    from: string
    to: string
    time_zone: string | null
    severities: readonly Severity[]
  } | null
  /** Empty for a role that does not read it. */
  url: string
}

/** Somebody to tell; secrets are null where there is none, or another role reads it. */
export type NotifyTarget = Route &
  (
    | { kind: 'webhook' | 'slack' | 'ntfy' | 'gotify' | 'apprise'; secret: string | null }
    | {
        kind: 'smtp'
        user: string | null
        secret: string | null
        from: string
        to: readonly string[]
      }
    | { kind: 'sms'; user: string; secret: string; from: string; to: string }
  )

/** The target that a list entry comes to, once its secrets are read. */
export function toNotifyTarget(
  listed: Listed,
  read: { name: string; url: string; secret: string | null },
): NotifyTarget {
  const { kind, severities, quiet_hours, user, from = '', to } = listed
  const { after_minutes, digest_minutes } = listed
  const { name, url, secret } = read
  const quiet =
    quiet_hours === undefined ? null : { ...quiet_hours, time_zone: quiet_hours.time_zone ?? null }
  const times = { after_minutes, digest_minutes, quiet_hours: quiet }
  const route = { name, severities, ...times, url }
  switch (kind) {
    case 'smtp':
      return { ...route, kind, user: user ?? null, secret, from, to }
    case 'sms':
      return { ...route, kind, user: user ?? '', secret: secret ?? '', from, to: to[0] ?? '' }
    case 'webhook':
    case 'slack':
    case 'ntfy':
    case 'gotify':
    case 'apprise':
      return { ...route, kind, secret }
  }
}
