import type { Schemas } from '../shapes/schemas.ts'
import { notFound } from './api-error.ts'
import { paginate } from './paginate.ts'
import { idParam, type Route } from './route.ts'

/** What is shown beside a job, which is a check run of the same number. */
export const annotationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/check-runs/:id/annotations',
    access: 'repository',
    needs: { anyOf: ['checks'], level: 'read' },
    handle: (request) => {
      const { repository, url, world } = request
      const id = idParam(request, 'id')
      const jobs = repository.runs.flatMap((run) => run.attempts.flatMap((one) => one.jobs))
      const job = jobs.find((candidate) => candidate.id === id)
      if (job === undefined) throw notFound()
      const shapes = job.annotations.map(({ level, message }) => ({
        path: '.github',
        start_line: 1,
        end_line: 1,
        start_column: null,
        end_column: null,
        annotation_level: level,
        title: '',
        message,
        raw_details: '',
        blob_href: `${world.url}/${repository.fullName}/blob/HEAD/.github`,
      }))
      const { page, headers = {} } = paginate(url, shapes satisfies Schemas['check-annotation'][])
      return { status: 200, headers, body: page }
    },
  },
]
