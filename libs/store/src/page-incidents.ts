import type { Redis } from 'ioredis'
import { Incident } from './incident.ts'
import { keys } from './keys.ts'
import { LIST_MAX, PAGE, SCAN_MAX } from './limits.ts'
import type { Page } from './page-tasks.ts'
import { tryRecord } from './read-record.ts'
import { type Cursor, walkIndex } from './walk-index.ts'

export interface IncidentSearch {
  readonly repo?: string | undefined
  /** Whether it is red somewhere; both unless told. */
  readonly isOpen?: boolean | undefined
  /** Stands, in letters of any case, in the summary, the category or the name of a job. */
  readonly text?: string | undefined
  /** The `next` of the page before. */
  readonly before?: Cursor | undefined
  /** At most LIST_MAX. */
  readonly limit: number
}

/** The incidents that a search means, the one seen last first; a page may be short. */
export async function pageIncidents(redis: Redis, search: IncidentSearch): Promise<Page<Incident>> {
  const limit = Math.min(search.limit, LIST_MAX)
  const items: Incident[] = []
  let looked = 0
  let next: Cursor | null = null
  for await (const entries of walkIndex(redis, keys.incidents, search.before, PAGE)) {
    const texts = await redis.mget(entries.map(({ name }) => keyOf(name)))
    for (const [at, { cursor }] of entries.entries()) {
      if (items.length >= limit || looked >= SCAN_MAX) return { items, next }
      looked += 1
      next = cursor
      const incident = tryRecord(Incident, texts[at])
      if (incident && isMeant(incident, search)) items.push(incident)
    }
  }
  return { items, next: null }
}

/** An entry is the repository, which holds no space, and the incident's name, which may. */
function keyOf(entry: string): string {
  const end = entry.indexOf(' ')
  return keys.incident(entry.slice(0, end), entry.slice(end + 1))
}

function isMeant(incident: Incident, { repo, isOpen, text }: IncidentSearch): boolean {
  const { summary, category, sightings, closed_at } = incident
  const jobs = sightings.map(({ job_name }) => job_name)
  const all = [summary, category, ...jobs].join('\n').toLowerCase()
  return (
    [undefined, incident.repo].includes(repo) &&
    [undefined, closed_at === null].includes(isOpen) &&
    (text === undefined || all.includes(text.toLowerCase()))
  )
}
