import { z } from 'zod'
import { addComment } from '../comment-as-person.ts'
import type { Effects } from '../push-effects.ts'
import type { Comment } from '../repository.ts'
import { commentShape } from '../shapes/comment-shape.ts'
import { timestamp } from '../timestamp.ts'
import { invalidField, notFound } from './api-error.ts'
import { paginate } from './paginate.ts'
import { idParam, type RepositoryRequest, type Route } from './route.ts'

const BODY_CHARS_MAX = 65_536
const COMMENTS_MAX = 10_000
const may = (level: 'read' | 'write') => ({ anyOf: ['issues', 'pull_requests'], level }) as const
const LIST = '/repos/:owner/:repo/issues/:number/comments'
const ONE = '/repos/:owner/:repo/issues/comments/:id'

/** Comments in the conversation of a pull request, which GitHub counts as an issue. */
export function commentRoutes(effects: Effects): readonly Route[] {
  return [
    {
      method: 'GET',
      path: LIST,
      access: 'repository',
      needs: may('read'),
      handle: (request) => {
        const { world, repository, url } = request
        const number = findIssue(request)
        const found = repository.comments.filter((comment) => comment.issue === number)
        const { page, headers = {} } = paginate(url, found)
        return {
          status: 200,
          headers,
          body: page.map((one) => commentShape(world, repository, one)),
        }
      },
    },
    {
      method: 'POST',
      path: LIST,
      access: 'repository',
      needs: may('write'),
      handle: (request) => createComment(effects, request),
    },
    {
      method: 'GET',
      path: ONE,
      access: 'repository',
      needs: may('read'),
      handle: (request) => {
        const { world, repository } = request
        return { status: 200, body: commentShape(world, repository, findComment(request)) }
      },
    },
    {
      method: 'PATCH',
      path: ONE,
      access: 'repository',
      needs: may('write'),
      handle: (request) => {
        const comment = findComment(request)
        comment.body = readText(request)
        comment.updatedAt = timestamp()
        return { status: 200, body: commentShape(request.world, request.repository, comment) }
      },
    },
    {
      method: 'DELETE',
      path: ONE,
      access: 'repository',
      needs: may('write'),
      handle: (request) => {
        const { comments } = request.repository
        comments.splice(comments.indexOf(findComment(request)), 1)
        return { status: 204 }
      },
    },
  ]
}

function createComment(effects: Effects, request: RepositoryRequest) {
  const { world, repository, token } = request
  const issue = findIssue(request)
  const body = readText(request)
  if (repository.comments.length >= COMMENTS_MAX) throw new Error('too many comments')
  const comment = addComment(effects, repository, { issue, body, author: token.login })
  const shape = commentShape(world, repository, comment)
  return { status: 201, body: shape, headers: { location: shape.url } }
}

function readText({ body }: RepositoryRequest): string {
  const parsed = z.object({ body: z.string().min(1) }).safeParse(body)
  if (!parsed.success) throw invalidField('IssueComment', 'body', 'missing_field')
  if (parsed.data.body.length > BODY_CHARS_MAX) {
    throw invalidField('IssueComment', 'body', 'too_long')
  }
  return parsed.data.body
}

function findIssue(request: RepositoryRequest): number {
  const number = idParam(request, 'number')
  if (!request.repository.pulls.some((pull) => pull.number === number)) throw notFound()
  return number
}

function findComment(request: RepositoryRequest): Comment {
  const id = idParam(request, 'id')
  const comment = request.repository.comments.find((candidate) => candidate.id === id)
  if (comment === undefined) throw notFound()
  return comment
}
