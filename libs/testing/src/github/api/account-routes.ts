import type { Schemas } from '../shapes/schemas.ts'
import { userShape } from '../shapes/user-shape.ts'
import type { World } from '../world.ts'
import { ApiError } from './api-error.ts'
import type { RateLimit } from './rate-limit.ts'
import type { Route } from './route.ts'

/** What a token may ask about itself. */
export function accountRoutes(rateLimit: RateLimit): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/user',
      access: 'token',
      handle: ({ world, token }) => {
        if (token.kind === 'installation') {
          throw new ApiError(403, 'Resource not accessible by integration')
        }
        return { status: 200, body: publicUser(world, token.login) }
      },
    },
    {
      method: 'GET',
      path: '/rate_limit',
      access: 'token',
      handle: ({ token }) => {
        const core = rateLimit.state(token.value)
        const body = { resources: { core, search: core }, rate: core }
        return { status: 200, body: body satisfies Schemas['rate-limit-overview'] }
      },
    },
  ]
}

/** What GitHub tells of an account whose token may not read its private side. */
function publicUser(world: World, login: string) {
  return {
    ...userShape(world, login),
    name: login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  } satisfies Schemas['public-user']
}
