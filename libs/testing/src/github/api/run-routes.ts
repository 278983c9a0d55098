import type { Ci } from '../ci/ci.ts'
import { type Attempt, latestAttempt, type Run } from '../run.ts'
import { jobShape } from '../shapes/job-shape.ts'
import { runShape } from '../shapes/run-shape.ts'
import { ApiError, notFound } from './api-error.ts'
import { paginate } from './paginate.ts'
import { type Answer, idParam, type RepositoryRequest, type Route } from './route.ts'
import { matchesRunFilters } from './run-filters.ts'

const readActions = { anyOf: ['actions'], level: 'read' } as const
const RUNS_LISTED_MAX = 1_000
const RERUN_AGE_MS_MAX = 30 * 24 * 60 * 60 * 1000
const RUN = '/repos/:owner/:repo/actions/runs/:id'

/** Workflow runs, their attempts and the jobs of each. */
export function runRoutes(ci: Ci): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/repos/:owner/:repo/actions/runs',
      access: 'repository',
      needs: readActions,
      handle: listRuns,
    },
    {
      method: 'GET',
      path: RUN,
      access: 'repository',
      needs: readActions,
      handle: (request) => answerRun(request, latestAttempt(findRun(request))),
    },
    {
      method: 'GET',
      path: `${RUN}/attempts/:attempt`,
      access: 'repository',
      needs: readActions,
      handle: (request) => answerRun(request, findAttempt(request)),
    },
    {
      method: 'GET',
      path: `${RUN}/jobs`,
      access: 'repository',
      needs: readActions,
      handle: (request) => {
        const run = findRun(request)
        const isAll = request.url.searchParams.get('filter') === 'all'
        return answerJobs(request, run, isAll ? run.attempts : [latestAttempt(run)])
      },
    },
    {
      method: 'GET',
      path: `${RUN}/attempts/:attempt/jobs`,
      access: 'repository',
      needs: readActions,
      handle: (request) => answerJobs(request, findRun(request), [findAttempt(request)]),
    },
    {
      method: 'POST',
      path: `${RUN}/rerun-failed-jobs`,
      access: 'repository',
      needs: { anyOf: ['actions'], level: 'write' },
      handle: (request) => {
        const run = findRun(request)
        if (Date.now() - Date.parse(run.createdAt) > RERUN_AGE_MS_MAX) {
          throw new ApiError(403, 'Unable to retry this workflow run because it is too old')
        }
        if (ci.rerunFailedJobs(request.repository, run)) return { status: 201, body: {} }
        throw new ApiError(403, 'This workflow is already running')
      },
    },
  ]
}

function listRuns({ world, repository, url }: RepositoryRequest): Answer {
  const found = repository.runs
    .filter((run) => matchesRunFilters(run, url.searchParams))
    .toReversed()
    .slice(0, RUNS_LISTED_MAX)
  const { page, headers = {} } = paginate(url, found)
  const runs = page.map((run) => runShape(world, repository, run, latestAttempt(run)))
  return { status: 200, headers, body: { total_count: found.length, workflow_runs: runs } }
}

function answerRun(request: RepositoryRequest, attempt: Attempt): Answer {
  const { world, repository } = request
  return { status: 200, body: runShape(world, repository, findRun(request), attempt) }
}

function answerJobs(request: RepositoryRequest, run: Run, attempts: readonly Attempt[]): Answer {
  const { world, repository, url } = request
  const places = attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ run, attempt, job })))
  const { page, headers = {} } = paginate(url, places)
  const jobs = page.map((place) => jobShape(world, repository, place))
  return { status: 200, headers, body: { total_count: places.length, jobs } }
}

function findRun(request: RepositoryRequest): Run {
  const id = idParam(request, 'id')
  const run = request.repository.runs.find((candidate) => candidate.id === id)
  if (run === undefined) throw notFound()
  return run
}

function findAttempt(request: RepositoryRequest): Attempt {
  const number = idParam(request, 'attempt')
  const attempt = findRun(request).attempts.find((candidate) => candidate.number === number)
  if (attempt === undefined) throw notFound()
  return attempt
}
