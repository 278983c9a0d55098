import type { Hook, HookDelivery } from '@millwright/github'
import type { Parts } from '../parts.ts'
import { mayMatter } from './may-matter.ts'
import { readDelivery } from './read-delivery.ts'

/** For so long GitHub keeps what it delivered, or failed to. */
const KEPT_MS = 3 * 24 * 60 * 60 * 1000
/** A try to deliver is listed when it ends, up to ten seconds after later ones; twice is no harm. */
const OVERLAP_MS = 60_000
/** Deliveries listed in one go, and those of them that are fetched; the next time takes the rest. */
const LISTED_MAX = 5_000
const FETCHED_MAX = 500

/**
 * Fetches from GitHub what its webhooks did not bring: a lead that cannot be reached gets real
 * events by it, and one that was away gets those of the last three days. An event that came both
 * ways lies in the inbox once, under its GUID.
 */
export async function pullDeliveries(parts: Parts, nowMs = Date.now()): Promise<void> {
  const { github, config, logger } = parts
  const repos = Object.entries(config.repositories).flatMap(([repo, { mode }]) =>
    mode === 'off' ? [] : [repo],
  )
  for (const hook of await github.listHooks(repos)) {
    try {
      const count = await pullHook(parts, hook, nowMs)
      if (count > 0) logger.info({ repo: hook.repo, count }, 'deliveries fetched')
    } catch (err) {
      // The others go on; what was not fetched now is fetched the next time.
      logger.warn({ err, repo: hook.repo }, 'deliveries not fetched')
    }
  }
}

async function pullHook(parts: Parts, hook: Hook, nowMs: number): Promise<number> {
  const { github, store } = parts
  const name = `deliveries:${hook.repo ?? 'app'}:${hook.hookId ?? ''}`
  const seen = await store.getMark(name)
  const oldest = new Date(nowMs - KEPT_MS).toISOString()
  const mark = seen === null || seen < oldest ? oldest : seen
  const since = new Date(Date.parse(mark) - OVERLAP_MS).toISOString()
  const listed = await github.listHookDeliveries(hook, { since, limit: LISTED_MAX })
  let fetched = 0
  // Oldest first, so that the mark never passes one that is still to be fetched.
  for (const delivery of listed.filter(({ deliveredAt }) => deliveredAt >= since).toReversed()) {
    if (fetched >= FETCHED_MAX) break
    if (await bring(parts, hook, delivery)) fetched += 1
    if (delivery.deliveredAt > mark) await store.setMark(name, delivery.deliveredAt)
  }
  return fetched
}

/** True when the event was fetched. */
async function bring(parts: Parts, hook: Hook, delivery: HookDelivery): Promise<boolean> {
  const { github, queues, logger } = parts
  const { id, guid, event, action } = delivery
  if (!mayMatter(event, action) || (await queues.inbox.has(guid))) return false
  const body = await github.hookPayload(hook, id)
  const read = readDelivery({ delivery_id: guid, event, source: 'pull' }, () => body)
  if (read === 'unreadable')
    logger.warn({ guid, event }, 'a delivery that is no event is passed over')
  else if (read !== 'ignored') await queues.inbox.add(read)
  return true
}
