import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type HttpCall, readBody } from '../../http-server.ts'
import { allows } from '../permissions.ts'
import { canSee, credentialOf, type Token } from '../tokens.ts'
import { findRepository, type World } from '../world.ts'
import { ApiError, notFound } from './api-error.ts'
import type { RateLimit } from './rate-limit.ts'
import { type Answer, type ApiRequest, matchPath, type Need, type Route } from './route.ts'
import { verifyAppJwt } from './verify-app-jwt.ts'

const BODY_BYTES_MAX = 25_000_000
const DOCUMENTATION = 'https://docs.github.com/rest'

export interface ApiParts {
  readonly world: World
  readonly routes: readonly Route[]
  readonly rateLimit: RateLimit
}

/** Answers one REST request as api.github.com would. */
export async function serveApi(
  { world, routes, rateLimit }: ApiParts,
  { request, response, url }: HttpCall,
): Promise<void> {
  const credential = credentialOf(request.headers.authorization)
  const who = credential ?? 'anonymous'
  const isOver = rateLimit.state(who).remaining === 0
  const answer = isOver
    ? errorAnswer(new ApiError(403, 'API rate limit exceeded'))
    : await answerTo({ world, routes }, request, url, credential).catch(errorAnswer)
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body)
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`
  const isSame = answer.status === 200 && request.headers['if-none-match'] === etag
  // An answer that has not changed costs nothing.
  if (!isSame) rateLimit.spend(who)
  response.writeHead(isSame ? 304 : answer.status, {
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': createHash('sha256')
      .update(`${performance.now()}`)
      .digest('hex')
      .slice(0, 32),
    ...(text === '' ? {} : { 'content-type': 'application/json; charset=utf-8', etag }),
    ...rateLimit.headers(who),
    ...answer.headers,
  })
  response.end(isSame ? '' : text)
}

async function answerTo(
  { world, routes }: Pick<ApiParts, 'world' | 'routes'>,
  request: IncomingMessage,
  url: URL,
  credential: string | null,
): Promise<Answer> {
  const body = await readJson(request)
  for (const route of routes) {
    const params = route.method === request.method ? matchPath(route.path, url.pathname) : null
    if (params === null) continue
    const call: ApiRequest = { world, url, params, body }
    if (route.access === 'app') {
      verifyAppJwt(world.app, credential)
      return route.handle(call)
    }
    const token = world.tokens.find(request.headers.authorization)
    if (token === null)
      throw new ApiError(401, credential === null ? 'Requires authentication' : 'Bad credentials')
    if (route.access === 'token') return route.handle({ ...call, token })
    const repository = findRepository(world, `${params.owner}/${params.repo}`)
    if (repository === null || !canSee(token, repository.fullName)) throw notFound()
    checkPermission(token, route.needs)
    return route.handle({ ...call, token, repository })
  }
  throw notFound()
}

function checkPermission(token: Token, needs: Need | null): void {
  if (needs === null || needs.anyOf.some((name) => allows(token.permissions, name, needs.level))) {
    return
  }
  const by = token.kind === 'installation' ? 'integration' : 'personal access token'
  throw new ApiError(403, `Resource not accessible by ${by}`)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, BODY_BYTES_MAX)
  if (body.length === 0) return null
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new ApiError(400, 'Problems parsing JSON')
  }
}

function errorAnswer(error: unknown): Answer {
  if (!(error instanceof ApiError)) throw error
  return {
    status: error.status,
    body: {
      message: error.message,
      ...error.details,
      documentation_url: DOCUMENTATION,
      status: String(error.status),
    },
  }
}
