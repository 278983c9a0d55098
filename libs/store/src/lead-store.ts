import type { Redis } from 'ioredis'
import { keys } from './keys.ts'
import { holdLead, releaseLead } from './lead-hold.ts'
import { LeadStatus } from './lead-status.ts'
import { LEAD_TTL_SECONDS } from './limits.ts'
import { readRecord } from './read-record.ts'
import type { Store } from './store.ts'

type LeadStore = Pick<Store, 'holdLead' | 'releaseLead' | 'leadHolder' | 'beatLead' | 'readLead'>

/** The part of the store that tells which process is the lead. */
export function leadStore(redis: Redis): LeadStore {
  return {
    holdLead: (name, over) => holdLead(redis, name, over),
    releaseLead: (name) => releaseLead(redis, name),
    leadHolder: () => redis.get(keys.leadHold),
    beatLead: async (status) => {
      await redis.set(keys.lead, JSON.stringify(LeadStatus.parse(status)), 'EX', LEAD_TTL_SECONDS)
    },
    readLead: () => readRecord(redis, LeadStatus, keys.lead),
  }
}
