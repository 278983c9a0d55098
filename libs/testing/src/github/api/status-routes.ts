import { z } from 'zod'
import { resolveCommit } from '../git/bare-repository.ts'
import type { CommitStatus } from '../repository.ts'
import { statusShape } from '../shapes/check-shape.ts'
import { timestamp } from '../timestamp.ts'
import { ApiError, invalidField } from './api-error.ts'
import { paginate } from './paginate.ts'
import { type Route, textParam } from './route.ts'

const STATUSES_MAX = 10_000
const Wish = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  description: z.string().max(140).default(''),
  context: z.string().min(1).default('default'),
})

/** Commit statuses: the newest of each context is what counts. */
export const statusRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:ref/statuses',
    access: 'repository',
    needs: { anyOf: ['statuses'], level: 'read' },
    handle: (request) => {
      const { world, repository, url } = request
      const sha = textParam(request, 'ref')
      const found = repository.statuses.filter((status) => status.sha === sha).toReversed()
      const { page, headers = {} } = paginate(url, found)
      const body = page.map((status) => statusShape(world, repository, status))
      return { status: 200, headers, body }
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/statuses/:sha',
    access: 'repository',
    needs: { anyOf: ['statuses'], level: 'write' },
    handle: async (request) => {
      const { world, repository, token } = request
      const sha = textParam(request, 'sha')
      const wish = Wish.safeParse(request.body)
      if (!wish.success) throw invalidField('Status', 'state', 'custom')
      if ((await resolveCommit(repository.gitDir, sha)) === null) {
        throw new ApiError(422, `No commit found for SHA: ${sha}`)
      }
      if (repository.statuses.length >= STATUSES_MAX) throw new Error('too many statuses')
      const made = { id: world.nextId(), sha, by: token.login, at: timestamp() }
      const status: CommitStatus = { ...made, ...wish.data }
      repository.statuses.push(status)
      return { status: 201, body: statusShape(world, repository, status) }
    },
  },
]
