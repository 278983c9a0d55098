import type { Repository } from '../repository.ts'
import { type Delivery, HOOK_ID } from '../webhooks.ts'
import type { World } from '../world.ts'
import type { Schemas } from './schemas.ts'

/** A try to deliver, as it is listed. */
export function hookDeliveryShape({ id, guid, at, event, action, status, tries }: Delivery) {
  return {
    id,
    guid,
    delivered_at: at,
    redelivery: tries > 1,
    duration: 0.1,
    status: status === null ? 'failed to connect to host' : status < 300 ? 'OK' : 'Invalid',
    status_code: status ?? 0,
    event,
    action,
    installation_id: null,
    repository_id: null,
    throttled_at: null,
  } satisfies Schemas['hook-delivery-item']
}

/** The webhook of a repository. */
export function hookShape(world: World, repository: Repository) {
  const url = `${world.url}/repos/${repository.fullName}/hooks/${HOOK_ID}`
  return {
    type: 'Repository',
    id: HOOK_ID,
    name: 'web',
    active: true,
    events: ['*'],
    config: { content_type: 'json', insecure_ssl: '0', url: 'https://millwright.invalid/' },
    updated_at: repository.createdAt,
    created_at: repository.createdAt,
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: { code: null, status: 'unused', message: null },
  } satisfies Schemas['hook']
}
