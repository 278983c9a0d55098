import type { ProviderStatus, WorkerStatus } from '@millwright/protocol'
import type { QueueDepth } from '@millwright/queue'
import { redisProblems } from '@millwright/redis'
import { listWorkers } from '@millwright/report'
import type { LeadStatus } from '@millwright/store'
import { PING_MS_MAX, WORKER_LATE_MS } from './limits.ts'
import type { Health } from './service-schemas.ts'
import type { StatusParts } from './status-parts.ts'
import { within } from './within.ts'

type Checks = Health['checks']

/** Looks after all parts. It remembers when the lead was last seen, as Redis forgets that soon. */
export function createHealth({ redis, store, queues }: StatusParts) {
  let lastLead: LeadStatus | null = null

  /** How long Redis takes to answer, in milliseconds; null when it does not answer in time. */
  async function pingMs(): Promise<number | null> {
    if (redis.status !== 'ready') return null
    const start = performance.now()
    const pong = await within(PING_MS_MAX, redis.ping())
    return pong === 'PONG' ? Math.round((performance.now() - start) * 100) / 100 : null
  }

  async function read(): Promise<Health> {
    const latency_ms = await pingMs()
    if (latency_ms === null) return withoutRedis(lastLead)
    const lead = await store.readLead()
    lastLead = lead ?? lastLead
    const checks: Checks = {
      redis: { ...checkRedis(await redisProblems(redis)), latency_ms },
      lead: checkLead(lead, lastLead),
      workers: checkWorkers(await listWorkers(redis)),
      queues: checkQueues(await queues.depths()),
    }
    const isOk = Object.values(checks).every((check) => check.status === 'ok')
    return { status: isOk ? 'ok' : 'degraded', checks }
  }

  return { pingMs, read }
}

function withoutRedis(lastLead: LeadStatus | null): Health {
  const unknown = { status: 'unknown', text: 'not known without Redis' } as const
  return {
    status: 'down',
    checks: {
      redis: { status: 'down', text: 'Redis cannot be reached', latency_ms: null },
      lead: { ...unknown, ...seen(lastLead) },
      workers: { ...unknown, count: 0, oldest_age_ms: null },
      queues: { ...unknown, depths: null },
    },
  }
}

function checkRedis(problems: readonly string[]) {
  if (problems.length === 0) return { status: 'ok', text: 'Redis answers' } as const
  return { status: 'degraded', text: problems.join('; ') } as const
}

function checkLead(lead: LeadStatus | null, lastLead: LeadStatus | null): Checks['lead'] {
  if (lead === null) return { status: 'down', text: 'the lead is away', ...seen(lastLead) }
  const text = lead.paused ? 'the lead runs and is paused' : 'the lead runs'
  return { status: lead.paused ? 'degraded' : 'ok', text, ...seen(lead) }
}

function seen(lead: LeadStatus | null) {
  if (lead === null) return { seen_at: null, age_ms: null }
  return { seen_at: lead.seen_at, age_ms: ageMs(lead.seen_at) }
}

function checkWorkers(workers: readonly WorkerStatus[]): Checks['workers'] {
  const ages = workers.map((worker) => ageMs(worker.seen_at))
  const oldest_age_ms = ages.length > 0 ? Math.max(...ages) : null
  const facts = { count: workers.length, oldest_age_ms }
  if (workers.length === 0) return { status: 'degraded', text: 'no worker is up', ...facts }
  const late = ages.filter((age) => age > WORKER_LATE_MS).length
  const open = workers.filter((worker) => worker.sandbox === 'none').length
  const away = workers.find(({ provider }) => provider !== undefined && provider.state !== 'ok')
  const problems = [
    ...(away?.provider ? [awayText(away.provider)] : []),
    ...(late > 0 ? [`workers not seen for long: ${late}`] : []),
    ...(open > 0 ? [openText(open)] : []),
  ]
  if (problems.length > 0) return { status: 'degraded', text: problems.join('; '), ...facts }
  return { status: 'ok', text: `workers up: ${workers.length}`, ...facts }
}

/** A worker has no sandbox for one reason alone: without a jail that works it does not start. */
function openText(count: number): string {
  const why = 'sandbox none, as sandbox.mode says there'
  return `${why}: repository code runs without walls on workers: ${count}; set it to auto`
}

function awayText({ code, reason, since, next_try_at }: ProviderStatus): string {
  const next = next_try_at === null ? 'being tried now' : `tried again at ${next_try_at}`
  return `tasks wait for the model provider since ${since} (${code}), ${next}: ${reason}`
}

function checkQueues(depths: NonNullable<Checks['queues']['depths']>): Checks['queues'] {
  const queues: QueueDepth[] = Object.values(depths)
  const sum = (state: 'waiting' | 'delayed') => queues.reduce((all, depth) => all + depth[state], 0)
  // What is planned, such as the next sweep, waits for its time and for nobody.
  const text = `jobs waiting: ${sum('waiting')}, planned for later: ${sum('delayed')}`
  return { status: 'ok', text, depths }
}

function ageMs(at: string): number {
  return Math.max(0, Date.now() - Date.parse(at))
}
