import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { type HttpCall, openHttpServer } from '../http-server.ts'

/** Where job logs are kept: another host than the API, reached by signed addresses alone. */
export interface LogStorage {
  /** An address that gives the log for one minute. */
  sign(jobId: number, file: string): string
  close(): Promise<void>
}

const LINK_MS = 60_000

/**
 * Starts the storage. As GitHub's own does, it refuses a request that carries an Authorization
 * header: the signature is the only credential, and a token sent along would be a leak.
 */
export async function startLogStorage(): Promise<LogStorage> {
  const key = randomBytes(32)
  const files = new Map<string, string>()
  const signatureOf = (path: string, expires: string) =>
    createHmac('sha256', key).update(`${path}?${expires}`).digest('base64url')
  const server = await openHttpServer()
  server.serve(async ({ request, response, url }: HttpCall) => {
    const expires = url.searchParams.get('se') ?? ''
    const isSigned = equal(signatureOf(url.pathname, expires), url.searchParams.get('sig') ?? '')
    const file = files.get(url.pathname)
    if (request.headers.authorization !== undefined) return refuse(response, 400)
    if (!isSigned || Date.parse(expires) < Date.now() || file === undefined) {
      return refuse(response, 403)
    }
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
    await pipeline(createReadStream(file), response)
  })
  return {
    sign(jobId, file) {
      const path = `/job-logs/${jobId}.txt`
      files.set(path, file)
      const expires = new Date(Date.now() + LINK_MS).toISOString()
      const query = new URLSearchParams({ se: expires, sig: signatureOf(path, expires) })
      return `${server.url}${path}?${query}`
    },
    close: () => server.close(),
  }
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end('<Error><Code>AuthenticationFailed</Code></Error>')
}
