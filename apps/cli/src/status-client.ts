import type { Config } from '@millwright/config'
import { z } from 'zod'
import { CliError } from './cli-error.ts'
import { exitCode } from './exit-code.ts'

/** The status API of a running service. Every method throws CliError with the next step. */
export interface StatusClient {
  readonly url: string
  get(path: string): Promise<unknown>
  /** An action: shows the token of the configuration. */
  post(path: string, body?: object): Promise<unknown>
}

const ANSWER_MS_MAX = 10_000
const Problem = z.object({ message: z.string() })

/** Speaks to the status API where the configuration says that it listens. */
export function createStatusClient({ status }: Config): StatusClient {
  if (status.port === 0) {
    throw new CliError('status.port is 0, so its address is new at each start: set a fixed port')
  }
  const url = statusUrl(status.host, status.port)
  const ask = async (method: 'GET' | 'POST', path: string, content?: object) => {
    const body = content === undefined ? null : JSON.stringify(content)
    const headers = {
      ...(status.token === null ? {} : { authorization: `Bearer ${status.token}` }),
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    }
    const signal = AbortSignal.timeout(ANSWER_MS_MAX)
    const answer = await fetch(`${url}${path}`, { method, headers, body, signal }).catch(
      (cause) => {
        const next = 'start the service with millwright up, or correct status.host and status.port'
        throw new CliError(`nothing answers at ${url}: ${next}`, exitCode.error, { cause })
      },
    )
    const said: unknown = await answer.json().catch(() => null)
    if (answer.ok) return said
    throw new CliError(refusal(answer.status, said), codes.get(answer.status) ?? exitCode.error)
  }
  return { url, get: (path) => ask('GET', path), post: (path, body) => ask('POST', path, body) }
}

/** The address to ask: a service that binds every address is asked on loopback. */
export function statusUrl(host: string, port: number): string {
  const everywhere = new Map([
    ['0.0.0.0', '127.0.0.1'],
    ['::', '[::1]'],
  ])
  const name = everywhere.get(host) ?? (host.includes(':') ? `[${host}]` : host)
  return `http://${name}:${port}`
}

const codes = new Map<number, number>([
  [400, exitCode.usage],
  [404, exitCode.notFound],
  [409, exitCode.conflict],
  [422, exitCode.checkFailed],
])

function refusal(status: number, body: unknown): string {
  if (status === 401) {
    return 'the status API wants a token: set MILLWRIGHT_STATUS_TOKEN or status.token_file to the one it runs with'
  }
  const { data } = Problem.safeParse(body)
  return data?.message ?? `the status API answered ${status}`
}
