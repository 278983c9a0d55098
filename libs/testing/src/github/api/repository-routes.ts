import { resolveCommit } from '../git/bare-repository.ts'
import { readCommit } from '../git/read-commits.ts'
import { commitShape } from '../shapes/commit-shape.ts'
import { nodeId } from '../shapes/node-id.ts'
import { repositoryShape } from '../shapes/repository-shape.ts'
import type { Schemas } from '../shapes/schemas.ts'
import { ApiError, notFound } from './api-error.ts'
import { type RepositoryRequest, type Route, textParam } from './route.ts'

const readContents = { anyOf: ['contents'], level: 'read' } as const

/** The repository itself, its branches and its commits. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo',
    access: 'repository',
    needs: null,
    handle: ({ world, repository }) => ({ status: 200, body: repositoryShape(world, repository) }),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/branches/*branch',
    access: 'repository',
    needs: readContents,
    handle: async (request) => ({ status: 200, body: await branchShape(request) }),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/git/ref/*ref',
    access: 'repository',
    needs: readContents,
    handle: async (request) => ({ status: 200, body: await refShape(request) }),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:ref',
    access: 'repository',
    needs: readContents,
    handle: async ({ world, repository, params }) => {
      const sha = await resolveCommit(repository.gitDir, params.ref ?? '')
      if (sha === null) throw new ApiError(422, `No commit found for SHA: ${params.ref}`)
      const commit = await readCommit(repository.gitDir, sha)
      return { status: 200, body: commitShape(world, repository, commit) }
    },
  },
]

async function branchShape(request: RepositoryRequest) {
  const { world, repository } = request
  const name = textParam(request, 'branch')
  const sha = await resolveCommit(repository.gitDir, `refs/heads/${name}`)
  if (sha === null) throw new ApiError(404, 'Branch not found')
  const self = `${world.url}/repos/${repository.fullName}/branches/${name}`
  const isProtected = repository.protectedBranches.has(name)
  return {
    name,
    commit: commitShape(world, repository, await readCommit(repository.gitDir, sha)),
    _links: { self, html: `${world.url}/${repository.fullName}/tree/${name}` },
    protected: isProtected,
    protection: { enabled: isProtected },
    protection_url: `${self}/protection`,
  } satisfies Schemas['branch-with-protection']
}

async function refShape(request: RepositoryRequest) {
  const { world, repository } = request
  const ref = `refs/${textParam(request, 'ref')}`
  const sha = await resolveCommit(repository.gitDir, ref)
  if (sha === null) throw notFound()
  const api = `${world.url}/repos/${repository.fullName}/git`
  return {
    ref,
    node_id: nodeId(`Ref:${ref}`, repository.id),
    url: `${api}/${ref}`,
    object: { sha, type: 'commit', url: `${api}/commits/${sha}` },
  } satisfies Schemas['git-ref']
}
