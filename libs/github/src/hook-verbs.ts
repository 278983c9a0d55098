import { z } from 'zod'
import type { Api } from './api.ts'
import type { GitHub } from './github.ts'
import { GitHubError } from './github-error.ts'
import { type Hook, HookDelivery } from './hook.ts'
import { PageCache } from './page-cache.ts'

/** Hooks of one repository that are looked at. */
const HOOKS_MAX = 20
const HookAnswer = z.object({ id: z.number().int(), active: z.boolean() })
const Payload = z.object({ request: z.object({ payload: z.unknown() }) })

/**
 * What GitHub tried to deliver, also where nobody listened: it keeps three days of it.
 * https://docs.github.com/en/rest/apps/webhooks#list-deliveries-for-an-app-webhook
 */
export function hookVerbs(
  api: Api,
): Pick<GitHub, 'listHooks' | 'listHookDeliveries' | 'hookPayload'> {
  const hookPages = new PageCache<z.output<typeof HookAnswer>>()
  const deliveryPages = new PageCache<HookDelivery>()
  return {
    async listHooks(repos, signal) {
      if (api.mode === 'app') return [{ repo: null, hookId: null }]
      const found: Hook[] = []
      for (const repo of repos) {
        const hooks = await orNone(() =>
          api.list({
            route: 'GET /repos/{owner}/{repo}/hooks',
            repo,
            answer: z.array(HookAnswer),
            pages: hookPages,
            itemsMax: HOOKS_MAX,
            signal,
          }),
        )
        for (const { id, active } of hooks) if (active) found.push({ repo, hookId: id })
      }
      return found
    },

    listHookDeliveries: (hook, { since, limit }, signal) =>
      orNone(() =>
        api.listByCursor({
          ...subjectOf(hook, ''),
          answer: z.array(HookDelivery),
          pages: deliveryPages,
          itemsMax: limit,
          isEnough: (page) => page.some((delivery) => delivery.deliveredAt < since),
          signal,
        }),
      ),

    async hookPayload(hook, deliveryId, signal) {
      const { route, repo, params } = subjectOf(hook, '/{delivery_id}')
      const answer = await api.askOrNull({
        ...{ route, repo, answer: Payload, signal },
        params: { ...params, delivery_id: deliveryId },
      })
      return answer?.request.payload ?? null
    },
  }
}

/** Where we have no webhook, or may not look at it, there is nothing to fetch. */
async function orNone<T>(list: () => Promise<T[]>): Promise<T[]> {
  try {
    return await list()
  } catch (error) {
    if (error instanceof GitHubError && without.has(error.code)) return []
    throw error
  }
}

const without: ReadonlySet<string> = new Set(['MW_GITHUB_NOT_FOUND', 'MW_GITHUB_AUTH'])

function subjectOf({ repo, hookId }: Hook, rest: string) {
  return repo === null
    ? { route: `GET /app/hook/deliveries${rest}`, repo, params: {} }
    : {
        route: `GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries${rest}`,
        repo,
        params: { hook_id: hookId },
      }
}
