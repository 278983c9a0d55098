import type { Level, PermissionName } from '../permissions.ts'
import type { Repository } from '../repository.ts'
import type { Token } from '../tokens.ts'
import type { World } from '../world.ts'

export interface Answer {
  readonly status: number
  /** JSON; absent for an empty answer. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface ApiRequest {
  readonly world: World
  readonly url: URL
  /** The decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>
  /** Parsed JSON; null without a body. */
  readonly body: unknown
}

export interface RepositoryRequest extends ApiRequest {
  readonly repository: Repository
  readonly token: Token
}

/** Any one of these permissions, at this level. */
export interface Need {
  readonly anyOf: readonly PermissionName[]
  readonly level: Level
}

interface RoutePlace {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `:name` takes one part of the path, `*name` at the end takes all that is left. */
  readonly path: string
}

/** For the App itself, by its JWT. */
interface AppRoute extends RoutePlace {
  readonly access: 'app'
  handle(request: ApiRequest): Answer | Promise<Answer>
}

/** For any token. */
interface TokenRoute extends RoutePlace {
  readonly access: 'token'
  handle(request: ApiRequest & { token: Token }): Answer | Promise<Answer>
}

/** For a token that sees the repository; its metadata needs no permission. */
interface RepositoryRoute extends RoutePlace {
  readonly access: 'repository'
  readonly needs: Need | null
  handle(request: RepositoryRequest): Answer | Promise<Answer>
}

export type Route = AppRoute | TokenRoute | RepositoryRoute

/** The values of a path's parameters; null when the path does not fit the pattern. */
export function matchPath(pattern: string, pathname: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = pathname.split('/')
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const actual = given[index]
    if (actual === undefined) return null
    if (part.startsWith('*')) {
      params[part.slice(1)] = decodeURIComponent(given.slice(index).join('/'))
      return params
    }
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(actual)
    else if (part !== actual) return null
  }
  return given.length === wanted.length ? params : null
}

export function textParam(request: ApiRequest, name: string): string {
  return request.params[name] ?? ''
}

/** NaN for what is no number: nothing has that id. */
export function idParam(request: ApiRequest, name: string): number {
  return Number(request.params[name])
}
