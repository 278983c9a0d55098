import { z } from 'zod'
import type { Api } from './api.ts'
import type { GitHub } from './github.ts'
import { GitHubError } from './github-error.ts'
import { PageCache } from './page-cache.ts'
import { JobAnswer } from './workflow-job.ts'
import { RunAnswer, type WorkflowRun } from './workflow-run.ts'

/** Jobs read of one attempt; a matrix alone may have 256. */
const JOBS_MAX = 2000
const RUNS = '/repos/{owner}/{repo}/actions/runs'

const RunPage = z
  .object({ workflow_runs: z.array(RunAnswer) })
  .transform((page) => page.workflow_runs)
const JobPage = z.object({ jobs: z.array(JobAnswer) }).transform((page) => page.jobs)

type RunVerbs = Pick<GitHub, 'getRun' | 'listRuns' | 'listJobs' | 'rerunFailedJobs'>

/** What is asked of GitHub Actions, but for logs. */
export function runVerbs(api: Api): RunVerbs {
  const pages = new PageCache<WorkflowRun>()
  return {
    getRun: (repo, runId, signal) =>
      api.ask({
        route: `GET ${RUNS}/{run_id}`,
        repo,
        params: { run_id: runId },
        answer: RunAnswer,
        signal,
      }),

    listRuns: (repo, { headSha, branch, createdAfter, createdBefore, status, limit }, signal) =>
      api.list({
        route: `GET ${RUNS}`,
        repo,
        params: {
          ...(headSha === undefined ? {} : { head_sha: headSha }),
          ...(branch === undefined ? {} : { branch }),
          ...(status === undefined ? {} : { status }),
          ...createdBetween(createdAfter, createdBefore),
        },
        answer: RunPage,
        pages,
        itemsMax: limit,
        signal,
      }),

    listJobs: (repo, runId, attempt, signal) =>
      api.list({
        route: `GET ${RUNS}/{run_id}/attempts/{attempt_number}/jobs`,
        repo,
        params: { run_id: runId, attempt_number: attempt },
        answer: JobPage,
        itemsMax: JOBS_MAX,
        signal,
      }),

    async rerunFailedJobs(repo, runId, signal) {
      const route = `POST ${RUNS}/{run_id}/rerun-failed-jobs`
      const params = { run_id: runId }
      try {
        await api.ask({ route, repo, params, answer: z.unknown(), isRepeatable: false, signal })
        return 'asked'
      } catch (error) {
        if (error instanceof GitHubError && isRefusal(error)) return 'refused'
        throw error
      }
    },
  }
}

/** https://docs.github.com/en/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax#query-for-dates */
function createdBetween(after: string | undefined, before: string | undefined) {
  if (before !== undefined) return { created: `${after ?? '*'}..${before}` }
  return after === undefined ? {} : { created: `>=${after}` }
}

/** GitHub says 403 both to whom may not do it and to what cannot be done now. */
function isRefusal({ code, status }: GitHubError): boolean {
  return code !== 'MW_GITHUB_LIMIT' && status === 403
}
