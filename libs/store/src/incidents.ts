import type { Redis } from 'ioredis'
import { Incident } from './incident.ts'
import { keys } from './keys.ts'
import { INCIDENTS_LISTED_MAX, INCIDENTS_MAX, KEEP_SECONDS } from './limits.ts'
import { readRecord, tryRecord } from './read-record.ts'

/** Null when the cause has not been seen in this repository for a month. */
export function getIncident(redis: Redis, repo: string, key: string): Promise<Incident | null> {
  return readRecord(redis, Incident, keys.incident(repo, key))
}

/** Writes an incident over what was known of it; the caller sees to it that writers take turns. */
export async function saveIncident(redis: Redis, incident: Incident): Promise<void> {
  const { repo, key, closed_at, seen_at } = Incident.parse(incident)
  const open = keys.openIncidents(repo)
  const steps = redis
    .multi()
    .set(keys.incident(repo, key), JSON.stringify(incident), 'EX', KEEP_SECONDS)
  if (closed_at === null) steps.zadd(open, Date.parse(seen_at), key)
  else steps.zrem(open, key)
  await steps
    .zremrangebyrank(open, 0, -INCIDENTS_MAX - 1)
    .expire(open, KEEP_SECONDS)
    .zadd(keys.incidents, Date.parse(seen_at), `${repo} ${key}`)
    .zremrangebyrank(keys.incidents, 0, -INCIDENTS_LISTED_MAX - 1)
    .exec()
}

/** Those of a repository that are not green yet, seen last first; at most INCIDENTS_MAX. */
export async function openIncidents(redis: Redis, repo: string): Promise<Incident[]> {
  const names = await redis.zrevrange(keys.openIncidents(repo), 0, INCIDENTS_MAX - 1)
  if (names.length === 0) return []
  const texts = await redis.mget(names.map((key) => keys.incident(repo, key)))
  return texts.flatMap((text) => tryRecord(Incident, text) ?? [])
}
