import { z } from 'zod'
import type { Api } from './api.ts'
import type { Check, KnownCheck } from './check.ts'
import type { GitHub } from './github.ts'
import { GitHubError } from './github-error.ts'
import { showStatus } from './show-status.ts'

const REPO = '/repos/{owner}/{repo}'
/** Checks of one name that one commit can have. */
const ITEMS_MAX = 1000
/** https://docs.github.com/en/rest/checks/runs#create-a-check-run */
const ANNOTATIONS_MAX = 50

const CheckPage = z
  .object({
    check_runs: z.array(z.object({ id: z.number().int(), external_id: z.string().nullable() })),
  })
  .transform((page) => page.check_runs)

/** What is shown at commits. GitHub lets Apps alone write check runs. */
export function checkVerbs(api: Api): Pick<GitHub, 'showCheck'> {
  const show = api.mode === 'app' ? showRun : showStatus
  return {
    async showCheck(repo, check, known = 'unknown', signal) {
      try {
        return await show(api, repo, check, known, signal)
      } catch (error) {
        if (error instanceof GitHubError && isRefusal(error)) return 'refused'
        throw error
      }
    },
  }
}

async function showRun(
  api: Api,
  repo: string,
  check: Check,
  known: KnownCheck,
  signal?: AbortSignal,
): Promise<number> {
  const { conclusion, title, summary } = check
  const check_run_id = known === 'unknown' ? await findRun(api, repo, check, signal) : known
  const end = conclusion === null ? { status: 'in_progress' } : { status: 'completed', conclusion }
  const common = { repo, answer: z.object({ id: z.number().int() }), signal }
  if (check_run_id !== 'none') {
    const params = { check_run_id, ...end, output: { title, summary } }
    await api.ask({ ...common, route: `PATCH ${REPO}/check-runs/{check_run_id}`, params })
    return check_run_id
  }
  // GitHub adds annotations to those that are there, so they go with the first word alone.
  const annotations = check.annotations
    .slice(0, ANNOTATIONS_MAX)
    .map(({ path, line, message }) => ({
      ...{ path, start_line: line, end_line: line, annotation_level: 'failure', message },
    }))
  const output = { title, summary, annotations }
  const { name, sha: head_sha, externalId: external_id } = check
  const params = { name, head_sha, external_id, ...end, output }
  const route = `POST ${REPO}/check-runs`
  return (await api.ask({ ...common, route, params, isRepeatable: false })).id
}

async function findRun(
  api: Api,
  repo: string,
  { sha, name, externalId }: Check,
  signal?: AbortSignal,
): Promise<number | 'none'> {
  const runs = await api.list({
    route: `GET ${REPO}/commits/{ref}/check-runs`,
    repo,
    params: { ref: sha, check_name: name, filter: 'all' },
    answer: CheckPage,
    itemsMax: ITEMS_MAX,
    signal,
  })
  return runs.find(({ external_id }) => external_id === externalId)?.id ?? 'none'
}

/** The credential may not, or GitHub does not know the commit: what is shown is never worth a stop. */
function isRefusal({ code, status }: GitHubError): boolean {
  return code !== 'MW_GITHUB_LIMIT' && (status === 403 || status === 404 || status === 422)
}
