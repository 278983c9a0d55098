import { hookDeliveryShape, hookShape } from '../shapes/hook-shape.ts'
import { type Delivery, HOOK_ID, type Webhooks } from '../webhooks.ts'
import { notFound } from './api-error.ts'
import { type Answer, type ApiRequest, idParam, type Route } from './route.ts'

const PAGE_SIZE = 30
const PAGE_SIZE_MAX = 100
const HOOK = '/repos/:owner/:repo/hooks'
const needs = { anyOf: ['repository_hooks'], level: 'read' } as const

/** The one webhook there is: the App's, or each repository's where there is no App. */
export function hookRoutes(webhooks: Webhooks): readonly Route[] {
  const ofRepository = (delivery: Delivery, fullName: string) =>
    delivery.body.includes(JSON.stringify(fullName))
  return [
    {
      method: 'GET',
      path: '/app/hook/deliveries',
      access: 'app',
      handle: (request) => listDeliveries(request, webhooks.deliveries()),
    },
    {
      method: 'GET',
      path: '/app/hook/deliveries/:delivery',
      access: 'app',
      handle: (request) => oneDelivery(request, webhooks.deliveries()),
    },
    {
      method: 'GET',
      path: HOOK,
      access: 'repository',
      needs,
      handle: ({ world, repository }) => ({
        status: 200,
        body: world.app === null ? [hookShape(world, repository)] : [],
      }),
    },
    {
      method: 'GET',
      path: `${HOOK}/:id/deliveries`,
      access: 'repository',
      needs,
      handle: (request) => {
        if (idParam(request, 'id') !== HOOK_ID) throw notFound()
        const { fullName } = request.repository
        return listDeliveries(
          request,
          webhooks.deliveries().filter((one) => ofRepository(one, fullName)),
        )
      },
    },
    {
      method: 'GET',
      path: `${HOOK}/:id/deliveries/:delivery`,
      access: 'repository',
      needs,
      handle: (request) => oneDelivery(request, webhooks.deliveries()),
    },
  ]
}

/** Newest first; a page names the next one by the id it ended with. */
function listDeliveries({ url }: ApiRequest, all: readonly Delivery[]): Answer {
  const size = Math.min(Number(url.searchParams.get('per_page')) || PAGE_SIZE, PAGE_SIZE_MAX)
  const cursor = Number(url.searchParams.get('cursor') ?? Number.POSITIVE_INFINITY)
  const rest = all.filter(({ id }) => id < cursor).toReversed()
  const page = rest.slice(0, size)
  const next = new URL(url)
  next.searchParams.set('cursor', String(page.at(-1)?.id))
  return {
    status: 200,
    body: page.map((one) => hookDeliveryShape(one)),
    ...(rest.length > size && { headers: { link: `<${next.href}>; rel="next"` } }),
  }
}

function oneDelivery(request: ApiRequest, all: readonly Delivery[]): Answer {
  const id = idParam(request, 'delivery')
  const delivery = all.find((candidate) => candidate.id === id)
  if (delivery === undefined) throw notFound()
  return {
    status: 200,
    body: {
      ...hookDeliveryShape(delivery),
      request: { headers: {}, payload: JSON.parse(delivery.body) },
      response: { headers: {}, payload: '' },
    },
  }
}
