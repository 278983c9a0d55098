import { z } from 'zod'
import type { Api } from './api.ts'
import type { Check } from './check.ts'
import type { GitHub } from './github.ts'
import { GitHubError } from './github-error.ts'

const REPO = '/repos/{owner}/{repo}'
/** Checks of one name, and statuses, that one commit can have. */
const ITEMS_MAX = 1000
/** https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const ANNOTATIONS_MAX = 50
/** https://docs.github.com/en/rest/commits/statuses: what is longer is refused. */
const DESCRIPTION_CHARS_MAX = 140

const CheckPage = z
  .object({
    check_runs: z.array(z.object({ id: z.number().int(), external_id: z.string().nullable() })),
  })
  .transform((page) => page.check_runs)
const StatusPage = z.array(
  z.object({ context: z.string(), state: z.string(), description: z.string().nullable() }),
)

/** What is shown at commits. GitHub lets Apps alone write check runs. */
export function checkVerbs(api: Api): Pick<GitHub, 'showCheck'> {
  const show = api.mode === 'app' ? showRun : showStatus
  return {
    async showCheck(repo, check, signal) {
      try {
        await show(api, repo, check, signal)
        return 'shown'
      } catch (error) {
        if (error instanceof GitHubError && isRefusal(error)) return 'refused'
        throw error
      }
    },
  }
}

async function showRun(api: Api, repo: string, check: Check, signal?: AbortSignal) {
  const { sha, externalId, name, conclusion, title, summary } = check
  const known = await api.list({
    route: `GET ${REPO}/commits/{ref}/check-runs`,
    repo,
    params: { ref: sha, check_name: name, filter: 'all' },
    answer: CheckPage,
    itemsMax: ITEMS_MAX,
    signal,
  })
  const check_run_id = known.find(({ external_id }) => external_id === externalId)?.id
  const end = conclusion === null ? { status: 'in_progress' } : { status: 'completed', conclusion }
  const common = { repo, answer: z.unknown(), signal }
  if (check_run_id !== undefined) {
    const params = { check_run_id, ...end, output: { title, summary } }
    await api.ask({ ...common, route: `PATCH ${REPO}/check-runs/{check_run_id}`, params })
    return
  }
  // GitHub adds annotations to those that are there, so they go with the first word alone.
  const annotations = check.annotations
    .slice(0, ANNOTATIONS_MAX)
    .map(({ path, line, message }) => ({
      ...{ path, start_line: line, end_line: line, annotation_level: 'failure', message },
    }))
  const output = { title, summary, annotations }
  const params = { name, head_sha: sha, external_id: externalId, ...end, output }
  const route = `POST ${REPO}/check-runs`
  await api.ask({ ...common, route, params, isRepeatable: false })
}

async function showStatus(api: Api, repo: string, check: Check, signal?: AbortSignal) {
  const { sha, name: context } = check
  const description = check.title.slice(0, DESCRIPTION_CHARS_MAX)
  const state = stateOf(check.conclusion)
  const known = await api.list({
    route: `GET ${REPO}/commits/{ref}/statuses`,
    repo,
    params: { ref: sha },
    answer: StatusPage,
    itemsMax: ITEMS_MAX,
    signal,
  })
  const newest = known.find((status) => status.context === context)
  if (newest?.state === state && newest.description === description) return
  await api.ask({
    route: `POST ${REPO}/statuses/{sha}`,
    repo,
    params: { sha, context, state, description },
    answer: z.unknown(),
    isRepeatable: false,
    signal,
  })
}

/** Statuses know nothing between good and bad. */
function stateOf(conclusion: Check['conclusion']): 'pending' | 'failure' | 'success' {
  if (conclusion === null) return 'pending'
  return conclusion === 'action_required' ? 'failure' : 'success'
}

/** The credential may not, or GitHub does not know the commit: what is shown is never worth a stop. */
function isRefusal({ code, status }: GitHubError): boolean {
  return code !== 'MW_GITHUB_LIMIT' && (status === 403 || status === 404 || status === 422)
}
