import { findRepository, INSTALLATION_ID } from '../world.ts'
import { notFound } from './api-error.ts'
import { appShape, installationShape, requireApp } from './app-shape.ts'
import { issueToken } from './issue-token.ts'
import { idParam, type Route } from './route.ts'

/** What an App does in its own name, with a JWT. */
export const appRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/app',
    access: 'app',
    handle: ({ world }) => ({ status: 200, body: appShape(world, requireApp(world)) }),
  },
  {
    method: 'GET',
    path: '/app/installations',
    access: 'app',
    handle: ({ world }) => ({ status: 200, body: [installationShape(world, requireApp(world))] }),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/installation',
    access: 'app',
    handle: ({ world, params }) => {
      if (findRepository(world, `${params.owner}/${params.repo}`) === null) throw notFound()
      return { status: 200, body: installationShape(world, requireApp(world)) }
    },
  },
  {
    method: 'POST',
    path: '/app/installations/:id/access_tokens',
    access: 'app',
    handle: (request) => {
      const { world, body } = request
      if (idParam(request, 'id') !== INSTALLATION_ID) throw notFound()
      return { status: 201, body: issueToken(world, requireApp(world), body) }
    },
  },
]
