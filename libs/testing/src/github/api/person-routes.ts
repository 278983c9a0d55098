import { z } from 'zod'
import { nodeId } from '../shapes/node-id.ts'
import type { Schemas } from '../shapes/schemas.ts'
import { userShape } from '../shapes/user-shape.ts'
import { timestamp } from '../timestamp.ts'
import { invalidField, notFound } from './api-error.ts'
import { idParam, type RepositoryRequest, type Route, textParam } from './route.ts'

const contents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const

/** What people may do in a repository, and reactions to what they write. */
export const personRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/collaborators/:login/permission',
    access: 'repository',
    needs: { anyOf: ['metadata'], level: 'read' },
    handle: (request) => {
      const { world, repository } = request
      const login = textParam(request, 'login')
      // On a public repository everybody may read.
      const permission = repository.access.get(login) ?? 'read'
      const user = { ...userShape(world, login), role_name: permission }
      const body = { permission, role_name: permission, user }
      return { status: 200, body: body satisfies Schemas['repository-collaborator-permission'] }
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/issues/comments/:id/reactions',
    access: 'repository',
    needs: { anyOf: ['issues', 'pull_requests'], level: 'write' },
    handle: react,
  },
]

function react(request: RepositoryRequest) {
  const { world, repository, token, body } = request
  const id = idParam(request, 'id')
  const comment = repository.comments.find((candidate) => candidate.id === id)
  if (comment === undefined) throw notFound()
  const wish = z.object({ content: z.enum(contents) }).safeParse(body)
  if (!wish.success) throw invalidField('Reaction', 'content', 'invalid')
  const { content } = wish.data
  const by = token.login
  const known = comment.reactions.find((one) => one.by === by && one.content === content)
  const reaction = known ?? { id: world.nextId(), content, by, at: timestamp() }
  if (known === undefined) comment.reactions.push(reaction)
  const shape = {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: userShape(world, by),
    content,
    created_at: reaction.at,
  } satisfies Schemas['reaction']
  return { status: known === undefined ? 201 : 200, body: shape }
}
