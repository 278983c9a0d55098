import { z } from 'zod'
import { resolveCommit } from '../git/bare-repository.ts'
import type { Check } from '../repository.ts'
import { checkShape } from '../shapes/check-shape.ts'
import { timestamp } from '../timestamp.ts'
import { ApiError, invalidField, notFound } from './api-error.ts'
import { paginate } from './paginate.ts'
import { type Answer, idParam, type RepositoryRequest, type Route, textParam } from './route.ts'

const LIST = '/repos/:owner/:repo/check-runs'
const write = { anyOf: ['checks'], level: 'write' } as const
const CHECKS_MAX = 10_000

const Annotation = z.object({
  path: z.string().min(1).regex(/^[^/]/),
  start_line: z.number().int().min(1),
  end_line: z.number().int().min(1),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string().min(1).max(64_000),
})
const Output = z.object({
  title: z.string().min(1),
  summary: z.string().max(65_535),
  annotations: z.array(Annotation).max(50).default([]),
})
const Change = z.object({
  external_id: z.string().default(''),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z.enum(['success', 'failure', 'neutral', 'action_required']).optional(),
  output: Output,
})
const Wish = Change.extend({ name: z.string().min(1), head_sha: z.string().length(40) })

/** Check runs: only an App may write them. */
export const checkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/commits/:ref/check-runs',
    access: 'repository',
    needs: { anyOf: ['checks'], level: 'read' },
    handle: (request) => {
      const { world, repository, url } = request
      const name = url.searchParams.get('check_name')
      const sha = textParam(request, 'ref')
      const found = repository.checks.filter(
        (check) => check.sha === sha && (name === null || check.name === name),
      )
      const { page, headers = {} } = paginate(url, found)
      const check_runs = page.map((check) => checkShape(world, repository, check))
      return { status: 200, headers, body: { total_count: found.length, check_runs } }
    },
  },
  { method: 'POST', path: LIST, access: 'repository', needs: write, handle: createCheck },
  {
    method: 'PATCH',
    path: `${LIST}/:id`,
    access: 'repository',
    needs: write,
    handle: (request) => {
      refusePersons(request)
      const check = request.repository.checks.find(({ id }) => id === idParam(request, 'id'))
      if (check === undefined) throw notFound()
      const change = Change.safeParse(request.body)
      if (!change.success) throw invalidField('CheckRun', 'output', 'invalid')
      apply(check, change.data)
      return { status: 200, body: checkShape(request.world, request.repository, check) }
    },
  },
]

async function createCheck(request: RepositoryRequest): Promise<Answer> {
  refusePersons(request)
  const { world, repository, body } = request
  const wish = Wish.safeParse(body)
  if (!wish.success) throw invalidField('CheckRun', 'output', 'invalid')
  const { name, head_sha: sha, external_id: externalId } = wish.data
  if ((await resolveCommit(repository.gitDir, sha)) === null) {
    throw new ApiError(422, `No commit found for SHA: ${sha}`)
  }
  if (repository.checks.length >= CHECKS_MAX) throw new Error('too many checks')
  const check: Check = {
    ...{ id: world.nextId(), sha, name, externalId, status: 'queued', conclusion: null },
    ...{ title: '', summary: '', annotations: [], startedAt: timestamp(), completedAt: null },
  }
  apply(check, wish.data)
  repository.checks.push(check)
  return { status: 201, body: checkShape(world, repository, check) }
}

/** A conclusion completes the check; annotations are added to those it has. */
function apply(check: Check, { status, conclusion, output }: z.infer<typeof Change>): void {
  check.title = output.title
  check.summary = output.summary
  check.annotations.push(...output.annotations)
  check.conclusion = conclusion ?? null
  check.status = conclusion === undefined ? (status ?? check.status) : 'completed'
  check.completedAt = conclusion === undefined ? null : timestamp()
}

function refusePersons({ token }: RepositoryRequest): void {
  if (token.kind === 'installation') return
  throw new ApiError(403, 'You must authenticate via a GitHub App.')
}
