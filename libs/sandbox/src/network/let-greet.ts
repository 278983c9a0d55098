import type { Duplex } from 'node:stream'
import type { Target } from './admit.ts'
import { serverNameIn } from './server-name.ts'

/** The longest greeting that is waited for, in bytes: one record of TLS. */
const GREETING_BYTES_MAX = 5 + 2 ** 14 + 256
const HTTPS_PORT = 443

/**
 * Hands what a client says on to the host, once its greeting has shown that it means this host: a
 * name on the list is no way to another server that shares its addresses. At port 443 nothing but
 * TLS is let through. `refuse` is called with the reason, and then nothing was handed on.
 */
export function letGreet(
  client: Duplex,
  upstream: Duplex,
  { host, port }: Target,
  head: Buffer,
  refuse: (why: string) => void,
): void {
  let said = head
  const judge = () => {
    const greeting = serverNameIn(said)
    if (greeting.kind === 'more' && said.length < GREETING_BYTES_MAX) return
    client.off('data', onData)
    const why = objection(greeting, port, host)
    if (why !== null) return refuse(why)
    upstream.write(said)
    client.pipe(upstream)
  }
  const onData = (chunk: Buffer) => {
    said = Buffer.concat([said, chunk])
    judge()
  }
  client.on('data', onData)
  if (said.length > 0) judge()
}

function objection(
  greeting: ReturnType<typeof serverNameIn>,
  port: number,
  host: string,
): string | null {
  const meant = host.toLowerCase().replace(/\.$/, '')
  switch (greeting.kind) {
    case 'name':
      return greeting.name.toLowerCase() === meant ? null : 'its greeting names another server'
    case 'none':
    case 'more':
      return 'its greeting names no server'
    case 'not-tls':
      return port === HTTPS_PORT ? 'it speaks no TLS' : null
  }
}
