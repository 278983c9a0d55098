import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpCall } from '../../http-server.ts'
import { gitEnvironment } from '../../run-program.ts'
import { allows } from '../permissions.ts'
import type { Repository } from '../repository.ts'
import { canSee, credentialOf, type Token } from '../tokens.ts'
import { findRepository, type World } from '../world.ts'
import { passHeaders } from './pass-headers.ts'

/** Runs `receive`, which gives back git's own report, and does what a push leads to. */
export type PushHandler = (
  repository: Repository,
  token: Token,
  receive: () => Promise<string>,
) => Promise<void>

const path = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/
const REPORT_BYTES_MAX = 65_536

/** True when the request speaks git's smart HTTP protocol. */
export function isGitRequest(url: URL): boolean {
  return path.test(url.pathname)
}

/**
 * Serves one request of git through `git http-backend`, as a CGI program.
 * The answer to a push ends after `handlePush` has done its part.
 */
export async function serveGit(
  world: World,
  { request, response, url }: HttpCall,
  handlePush: PushHandler,
): Promise<void> {
  const [, owner, name, service] = path.exec(url.pathname) ?? []
  const wanted = service === 'info/refs' ? url.searchParams.get('service') : service
  const isPush = wanted === 'git-receive-pack'
  const token = world.tokens.find(request.headers.authorization)
  if (token === null) return refuseUnknown(request, response)
  const repository = findRepository(world, `${owner}/${name}`)
  if (repository === null || !canSee(token, repository.fullName)) {
    return answer(response, 404, 'Repository not found.')
  }
  if (!allows(token.permissions, 'contents', 'read')) {
    return answer(response, 403, 'Read access to repository not granted.')
  }
  if (isPush && !allows(token.permissions, 'contents', 'write')) {
    const reason = 'Write access to repository not granted.'
    const at = new Date().toISOString()
    repository.rejectedPushes.push({ reason, pusher: token.login, at })
    return answer(response, 403, reason)
  }
  const call = { request, response, url, repository, service: service ?? '' }
  if (service === 'git-receive-pack') await handlePush(repository, token, () => runBackend(call))
  else await runBackend(call)
  response.end()
}

interface BackendCall extends HttpCall {
  readonly repository: Repository
  readonly service: string
}

/** Gives back the start of the answer's body; leaves the response open. */
function runBackend({ request, response, url, repository, service }: BackendCall): Promise<string> {
  const header = (name: string) => String(request.headers[name] ?? '')
  const child = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...gitEnvironment,
      GIT_PROJECT_ROOT: repository.gitDir,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${service}`,
      REQUEST_METHOD: request.method ?? 'GET',
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: header('content-type'),
      ...(request.headers['content-length'] === undefined
        ? {}
        : { CONTENT_LENGTH: header('content-length') }),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
      REMOTE_ADDR: '127.0.0.1',
      REMOTE_USER: 'git',
    },
  })
  // Either side may hang up early; the exit of the program settles the call.
  child.stdin.on('error', () => undefined)
  request.pipe(child.stdin)
  return new Promise((resolve, reject) => {
    let report = ''
    passHeaders(child.stdout, response, (chunk) => {
      if (report.length < REPORT_BYTES_MAX) report += chunk.toString('latin1')
    })
    child.once('error', reject)
    child.once('close', () => resolve(report))
  })
}

function refuseUnknown(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('www-authenticate', 'Basic realm="GitHub"')
  const given = credentialOf(request.headers.authorization)
  answer(response, 401, given === null ? 'No anonymous access.' : 'Bad credentials.')
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}
