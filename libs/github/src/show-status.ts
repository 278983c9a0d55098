import { z } from 'zod'
import type { Api } from './api.ts'
import type { Check, KnownCheck } from './check.ts'

const REPO = '/repos/{owner}/{repo}'
/** Statuses that one commit can have. */
const ITEMS_MAX = 1000
/** https://docs.github.com/en/rest/commits/statuses: what is longer is refused. */
const DESCRIPTION_CHARS_MAX = 140
const StatusPage = z.array(
  z.object({
    id: z.number().int(),
    context: z.string(),
    state: z.string(),
    description: z.string().nullable(),
  }),
)

/** Shows a check as a commit status, where there is no App; gives back its number. */
export async function showStatus(
  api: Api,
  repo: string,
  check: Check,
  known: KnownCheck,
  signal?: AbortSignal,
): Promise<number> {
  const { sha, name: context } = check
  const description = check.title.slice(0, DESCRIPTION_CHARS_MAX)
  const state = stateOf(check.conclusion)
  if (known === 'unknown') {
    const statuses = await api.list({
      route: `GET ${REPO}/commits/{ref}/statuses`,
      repo,
      params: { ref: sha },
      answer: StatusPage,
      itemsMax: ITEMS_MAX,
      signal,
    })
    const newest = statuses.find((status) => status.context === context)
    if (newest?.state === state && newest.description === description) return newest.id
  }
  const { id } = await api.ask({
    route: `POST ${REPO}/statuses/{sha}`,
    repo,
    params: { sha, context, state, description },
    answer: z.object({ id: z.number().int() }),
    isRepeatable: false,
    signal,
  })
  return id
}

/** Statuses know nothing between good and bad. */
function stateOf(conclusion: Check['conclusion']): 'pending' | 'failure' | 'success' {
  if (conclusion === null) return 'pending'
  return conclusion === 'action_required' ? 'failure' : 'success'
}
