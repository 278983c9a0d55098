import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpCall, HttpHandler } from '../http-server.ts'
import { accountRoutes } from './api/account-routes.ts'
import { annotationRoutes } from './api/annotation-routes.ts'
import { appRoutes } from './api/app-routes.ts'
import { checkRoutes } from './api/check-routes.ts'
import { commentRoutes } from './api/comment-routes.ts'
import { hookRoutes } from './api/hook-routes.ts'
import { issueRoutes } from './api/issue-routes.ts'
import { jobRoutes } from './api/job-routes.ts'
import { labelRoutes } from './api/label-routes.ts'
import { personRoutes } from './api/person-routes.ts'
import { pullRoutes } from './api/pull-routes.ts'
import type { RateLimit } from './api/rate-limit.ts'
import { repositoryRoutes } from './api/repository-routes.ts'
import type { Route } from './api/route.ts'
import { runRoutes } from './api/run-routes.ts'
import { serveApi } from './api/serve-api.ts'
import { statusRoutes } from './api/status-routes.ts'
import type { FailedRequest } from './faults.ts'
import { isGitRequest, serveGit } from './git/serve-git.ts'
import type { Journal, JournalEntry } from './journal.ts'
import type { LogStorage } from './log-storage.ts'
import { type Effects, withPushEffects } from './push-effects.ts'
import type { Repository } from './repository.ts'
import { credentialOf } from './tokens.ts'
import type { World } from './world.ts'

export interface HandlerParts {
  readonly logs: LogStorage
  readonly journal: Journal
  readonly rateLimit: RateLimit
}

/** What REST serves. */
export function createRoutes(effects: Effects, parts: HandlerParts): readonly Route[] {
  const { ci } = effects
  const { logs, rateLimit } = parts
  return [
    ...appRoutes,
    ...accountRoutes(rateLimit),
    ...repositoryRoutes,
    ...pullRoutes,
    ...runRoutes(ci),
    ...jobRoutes(logs),
    ...annotationRoutes,
    ...checkRoutes,
    ...statusRoutes,
    ...commentRoutes(effects),
    ...issueRoutes,
    ...labelRoutes,
    ...personRoutes,
    ...hookRoutes(effects.webhooks),
  ]
}

/** Answers everything that comes to the stand-in's main port: faults first, then git or REST. */
export function createHandler(
  effects: Effects,
  { journal, rateLimit }: HandlerParts,
  routes: readonly Route[],
): HttpHandler {
  const { world } = effects
  return async (call) => {
    call.response.once('close', () => journal.add(entryOf(world, call)))
    const [method, path] = [call.request.method ?? '', call.url.pathname]
    const delayMs = world.faults.takeDelayMs(method, path)
    if (delayMs > 0) await sleep(delayMs)
    if (world.faults.takeHangUp(method, path)) return void call.request.socket.destroy()
    const fault = world.faults.takeFailure(method, path)
    if (fault !== null) return fail(call, fault)
    if (!isGitRequest(call.url)) return serveApi({ world, routes, rateLimit }, call)
    await serveGit(world, call, (repository, { login }, receive) =>
      repository.serial(() => receivePush(effects, repository, login, receive)),
    )
  }
}

async function receivePush(
  effects: Effects,
  repository: Repository,
  pusher: string,
  receive: () => Promise<string>,
): Promise<void> {
  const report = await withPushEffects(effects, { repository, pusher }, receive)
  const reason = /[0-9a-f]{4}ng (refs\/\S+ [^\n\0]+)/.exec(report)?.[1]
  if (reason === undefined) return
  repository.rejectedPushes.push({ reason, pusher, at: new Date().toISOString() })
}

function fail({ request, response }: HttpCall, fault: FailedRequest): void {
  request.resume()
  const message = fault.message ?? 'Server Error'
  response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers })
  response.end(JSON.stringify({ message, status: String(fault.status) }))
}

function entryOf(world: World, { request, response, url }: HttpCall): JournalEntry {
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.search.slice(1),
    status: response.statusCode,
    token: tokenKind(world, request.headers.authorization),
    at: new Date().toISOString(),
  }
}

function tokenKind(world: World, authorization: string | undefined): JournalEntry['token'] {
  const token = world.tokens.find(authorization)
  if (token !== null) return token.kind
  const credential = credentialOf(authorization)
  if (credential === null) return 'none'
  return credential.split('.').length === 3 ? 'app' : 'unknown'
}
