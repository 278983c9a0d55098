import type { Config } from '@millwright/config'
import type { FastifyRequest } from 'fastify'
import { StatusError } from './status-error.ts'

const loopback = ['localhost', '127.0.0.1', '::1']

/**
 * Refuses requests under a name that is not ours: a page of a stranger whose domain suddenly
 * resolves to this machine (DNS rebinding) would otherwise read everything here.
 */
export function checkHost({ host, url, allowed_hosts }: Config['status']) {
  const ours = url === null ? [] : [nameIn(new URL(url).host)]
  const allowed = [...loopback, host, ...ours, ...allowed_hosts]
  const names = new Set(allowed.map((name) => name.toLowerCase()))
  return async (request: FastifyRequest): Promise<void> => {
    const name = nameIn(request.headers.host ?? '')
    if (names.has(name)) return
    const how = 'add it to status.allowed_hosts if it is yours'
    throw new StatusError(
      'MW_HOST',
      `this service does not answer to the host name asked for; ${how}`,
    )
  }
}

/** `example.org:8787` → `example.org`, `[::1]:8787` → `::1`. */
function nameIn(host: string): string {
  const bracketed = /^\[([^\]]+)\](:\d+)?$/.exec(host)
  return (bracketed?.[1] ?? host.replace(/:\d+$/, '')).toLowerCase()
}
