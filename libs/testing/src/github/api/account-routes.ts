import { nodeId } from '../shapes/node-id.ts'
import { userShape } from '../shapes/user-shape.ts'
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
        const user = userShape(world, token.login)
        const node_id = nodeId('User', user.id)
        const name = token.login
        return { status: 200, body: { ...user, node_id, name, company: null, email: null } }
      },
    },
    {
      method: 'GET',
      path: '/rate_limit',
      access: 'token',
      handle: ({ token }) => {
        const core = rateLimit.state(token.value)
        return { status: 200, body: { resources: { core, search: core }, rate: core } }
      },
    },
  ]
}
