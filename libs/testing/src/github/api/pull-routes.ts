import { resolveCommit } from '../git/bare-repository.ts'
import { fullPullShape, pullShape } from '../shapes/pull-shape.ts'
import { notFound } from './api-error.ts'
import { paginate } from './paginate.ts'
import { idParam, type Route } from './route.ts'

const readPulls = { anyOf: ['pull_requests'], level: 'read' } as const

export const pullRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls',
    access: 'repository',
    needs: readPulls,
    handle: ({ world, repository, url }) => {
      const state = url.searchParams.get('state') ?? 'open'
      const head = url.searchParams.get('head')
      const base = url.searchParams.get('base')
      const found = repository.pulls.filter(
        (pull) =>
          (state === 'all' || pull.state === state) &&
          (base === null || pull.baseBranch === base) &&
          (head === null || head === `${pull.fork ?? repository.owner}:${pull.headBranch}`),
      )
      const { page, headers = {} } = paginate(url, found.toReversed())
      return { status: 200, headers, body: page.map((pull) => pullShape(world, repository, pull)) }
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls/:number',
    access: 'repository',
    needs: readPulls,
    handle: async (request) => {
      const { world, repository } = request
      const number = idParam(request, 'number')
      const pull = repository.pulls.find((candidate) => candidate.number === number)
      if (pull === undefined) throw notFound()
      return { status: 200, body: await fullPullShape(world, repository, pull) }
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:sha/pulls',
    access: 'repository',
    needs: readPulls,
    handle: async ({ world, repository, params, url }) => {
      const sha = await resolveCommit(repository.gitDir, params.sha ?? '')
      const found = repository.pulls.filter((pull) => pull.headSha === sha)
      const { page, headers = {} } = paginate(url, found)
      return { status: 200, headers, body: page.map((pull) => pullShape(world, repository, pull)) }
    },
  },
]
