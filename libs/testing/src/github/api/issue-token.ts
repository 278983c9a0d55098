import { z } from 'zod'
import { everyPermission, levels, permissionNames } from '../permissions.ts'
import { repositoryShape } from '../shapes/repository-shape.ts'
import type { Schemas } from '../shapes/schemas.ts'
import { timestamp } from '../timestamp.ts'
import type { App, World } from '../world.ts'
import { ApiError } from './api-error.ts'

const Wish = z.object({
  repositories: z.array(z.string()).max(500).optional(),
  permissions: z.partialRecord(z.enum(permissionNames), z.enum(levels)).default(everyPermission),
})

/** A token for an installation, narrowed to the repositories and permissions asked for. */
export function issueToken(world: World, app: App, body: unknown) {
  const wish = Wish.safeParse(body ?? {})
  if (!wish.success) {
    throw new ApiError(422, 'The permissions requested are not granted to this installation.')
  }
  const { permissions, repositories } = wish.data
  const wanted = repositories?.map((name) => byShortName(world, name))
  const token = world.tokens.issue(`${app.slug}[bot]`, {
    permissions,
    ...(wanted === undefined ? {} : { repositories: wanted.map((found) => found.fullName) }),
  })
  const isAll = wanted === undefined
  return {
    token: token.value,
    expires_at: timestamp(new Date(token.expiresAt)),
    permissions: { ...permissions, metadata: 'read' },
    repository_selection: isAll ? 'all' : 'selected',
    ...(isAll ? {} : { repositories: wanted.map((found) => repositoryShape(world, found)) }),
  } satisfies Schemas['installation-token']
}

/** GitHub takes the names without their owner. */
function byShortName(world: World, name: string) {
  const found = [...world.repositories.values()].find((repository) => repository.name === name)
  if (found !== undefined) return found
  const why = 'There is at least one repository that does not exist or is not accessible'
  throw new ApiError(422, `${why} to the parent installation.`)
}
