import type { StatusParts } from '../status-parts.ts'
import type { Family, Sample } from './family.ts'

/** What is left of the two things that end everything when they are used up. */
export async function outsideFamilies({ redis, store }: StatusParts): Promise<Family[]> {
  const lead = await store.readLead()
  const memory = await redis.info('memory')
  const bytes = (field: string) =>
    Number(new RegExp(`^${field}:(\\d+)`, 'm').exec(memory)?.[1] ?? 0)
  const most = bytes('maxmemory')
  return [
    gauge('github_calls_left_ratio', 'Of the calls of this hour, 0 to 1; NaN before any.', [
      { value: lead?.github_calls_left ?? Number.NaN },
    ]),
    gauge('redis_bytes', 'Memory that Redis uses, and the most that it may.', [
      { labels: { kind: 'used' }, value: bytes('used_memory') },
      { labels: { kind: 'most' }, value: most === 0 ? Number.POSITIVE_INFINITY : most },
    ]),
  ]
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name: `millwright_${name}`, type: 'gauge', help, samples }
}
