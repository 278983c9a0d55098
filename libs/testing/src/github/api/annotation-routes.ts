import type { Repository } from '../repository.ts'
import type { Schemas } from '../shapes/schemas.ts'
import { notFound } from './api-error.ts'
import { paginate } from './paginate.ts'
import { idParam, type Route } from './route.ts'

/** What is shown beside a job, which is a check run of the same number, or beside an App's check. */
export const annotationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/check-runs/:id/annotations',
    access: 'repository',
    needs: { anyOf: ['checks'], level: 'read' },
    handle: (request) => {
      const { repository, url, world } = request
      const id = idParam(request, 'id')
      const shapes = annotationsOf(repository, id).map(({ path, line, level, message }) => ({
        path,
        start_line: line,
        end_line: line,
        start_column: null,
        end_column: null,
        annotation_level: level,
        title: '',
        message,
        raw_details: '',
        blob_href: `${world.url}/${repository.fullName}/blob/HEAD/${path}`,
      }))
      const { page, headers = {} } = paginate(url, shapes satisfies Schemas['check-annotation'][])
      return { status: 200, headers, body: page }
    },
  },
]

function annotationsOf({ runs, checks }: Repository, id: number) {
  const jobs = runs.flatMap((run) => run.attempts.flatMap((one) => one.jobs))
  const job = jobs.find((candidate) => candidate.id === id)
  if (job) return job.annotations.map((one) => ({ path: '.github', line: 1, ...one }))
  const check = checks.find((candidate) => candidate.id === id)
  if (check === undefined) throw notFound()
  return check.annotations.map(({ path, start_line: line, message }) => ({
    ...{ path, line, level: 'failure', message },
  }))
}
