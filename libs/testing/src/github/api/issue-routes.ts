import { z } from 'zod'
import type { Issue } from '../repository.ts'
import { issueShape } from '../shapes/issue-shape.ts'
import { trackedIssueShape } from '../shapes/tracked-issue-shape.ts'
import { timestamp } from '../timestamp.ts'
import { invalidField, notFound } from './api-error.ts'
import { paginate } from './paginate.ts'
import { type Answer, idParam, type RepositoryRequest, type Route } from './route.ts'

const LIST = '/repos/:owner/:repo/issues'
const ISSUES_MAX = 10_000
const may = (level: 'read' | 'write') => ({ anyOf: ['issues'], level }) as const

const Change = z.object({
  title: z.string().min(1).max(256).optional(),
  body: z.string().max(65_536).nullish(),
  state: z.enum(['open', 'closed']).optional(),
})
const Wish = Change.extend({
  title: z.string().min(1).max(256),
  labels: z.array(z.string().min(1).max(50)).max(100).default([]),
})

/** Issues; pull requests are listed among them, as on GitHub. */
export const issueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: LIST,
    access: 'repository',
    needs: may('read'),
    handle: (request) => {
      const { world, repository, url } = request
      const [creator, state] = ['creator', 'state'].map((name) => url.searchParams.get(name))
      const all = [
        ...repository.pulls.map((one) => ({ one, shape: issueShape(world, repository, one) })),
        ...repository.issues.map((one) => ({
          one,
          shape: trackedIssueShape(world, repository, one),
        })),
      ]
      const found = all.filter(
        ({ one }) =>
          (creator === null || one.author === creator) &&
          (state === 'all' || one.state === (state ?? 'open')),
      )
      const newest = found.toSorted((a, b) => b.one.number - a.one.number)
      const { page, headers = {} } = paginate(url, newest)
      return { status: 200, headers, body: page.map(({ shape }) => shape) }
    },
  },
  { method: 'POST', path: LIST, access: 'repository', needs: may('write'), handle: openIssue },
  {
    method: 'PATCH',
    path: `${LIST}/:number`,
    access: 'repository',
    needs: may('write'),
    handle: (request) => {
      const { world, repository } = request
      const issue = repository.issues.find(({ number }) => number === idParam(request, 'number'))
      if (issue === undefined) throw notFound()
      const change = Change.safeParse(request.body)
      if (!change.success) throw invalidField('Issue', 'body', 'invalid')
      apply(issue, change.data)
      return { status: 200, body: trackedIssueShape(world, repository, issue) }
    },
  },
]

function openIssue({ world, repository, token, body }: RepositoryRequest): Answer {
  const wish = Wish.safeParse(body)
  if (!wish.success) throw invalidField('Issue', 'title', 'missing_field')
  if (repository.issues.length >= ISSUES_MAX) throw new Error('too many issues')
  const { title, labels } = wish.data
  const now = timestamp()
  const issue: Issue = {
    ...{ id: world.nextId(), title, labels, author: token.login, body: '', state: 'open' },
    number: 1 + repository.pulls.length + repository.issues.length,
    ...{ createdAt: now, updatedAt: now, closedAt: null },
  }
  apply(issue, wish.data)
  repository.issues.push(issue)
  const shape = trackedIssueShape(world, repository, issue)
  return { status: 201, body: shape, headers: { location: shape.url } }
}

function apply(issue: Issue, { title, body, state }: z.infer<typeof Change>): void {
  issue.updatedAt = timestamp()
  issue.title = title ?? issue.title
  issue.body = body ?? issue.body
  if (state === undefined || state === issue.state) return
  issue.state = state
  issue.closedAt = state === 'closed' ? timestamp() : null
}
