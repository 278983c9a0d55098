import type { Config } from '@millwright/config'
import { msToEnd } from '@millwright/notify'
import { QUIET_SHOWN } from '@millwright/store'

/** The repositories in which nothing begins for now, by the hours that they are given. */
export function quietNow({ repositories }: Pick<Config, 'repositories'>, now: Date) {
  const quiet = Object.entries(repositories).flatMap(([repo, { mode, quiet_hours }]) => {
    if (mode === 'off' || quiet_hours === undefined) return []
    const ms = msToEnd({ ...quiet_hours, time_zone: quiet_hours.time_zone ?? null }, now)
    return ms > 0 ? [{ repo, until: new Date(now.getTime() + ms).toISOString() }] : []
  })
  return quiet.slice(0, QUIET_SHOWN)
}
