import type { LogStorage } from '../log-storage.ts'
import { jobShape } from '../shapes/job-shape.ts'
import { notFound } from './api-error.ts'
import { idParam, type RepositoryRequest, type Route } from './route.ts'

const readActions = { anyOf: ['actions'], level: 'read' } as const

export function jobRoutes(logs: LogStorage): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/repos/:owner/:repo/actions/jobs/:id',
      access: 'repository',
      needs: readActions,
      handle: (request) => {
        const { world, repository } = request
        return { status: 200, body: jobShape(world, repository, findJob(request)) }
      },
    },
    {
      method: 'GET',
      path: '/repos/:owner/:repo/actions/jobs/:id/logs',
      access: 'repository',
      needs: readActions,
      handle: (request) => {
        const { job } = findJob(request)
        job.logTries += 1
        if (job.logFile === null || request.world.faults.logIsHidden(job.logTries)) throw notFound()
        return { status: 302, headers: { location: logs.sign(job.id, job.logFile) } }
      },
    },
  ]
}

function findJob(request: RepositoryRequest) {
  const id = idParam(request, 'id')
  for (const run of request.repository.runs) {
    for (const attempt of run.attempts) {
      const job = attempt.jobs.find((candidate) => candidate.id === id)
      if (job !== undefined) return { run, attempt, job }
    }
  }
  throw notFound()
}
