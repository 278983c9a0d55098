import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import type { Logger } from '@millwright/logger'
import { type Resolve, resolveBySystem, type Target } from './admit.ts'
import { type AllowedHost, parseAllowedHost } from './allowed-host.ts'
import { forwardRequest } from './forward-request.ts'
import { type Connection, Ledger } from './ledger.ts'
import { defaultProxyLimits, type ProxyLimits } from './proxy-limits.ts'
import { makeSocketFolder } from './socket-folder.ts'
import { tunnel } from './tunnel.ts'

export type ProxyOptions = {
  /** `name`, `name:port` or `name:port=address`; see `parseAllowedHost`. */
  hosts: readonly string[]
  /** Called once for each connection, when it has ended or was refused. */
  onConnection?: ((connection: Connection) => void) | undefined
  logger?: Logger | undefined
  limits?: Partial<ProxyLimits> | undefined
  /** How names are looked up; as the machine does unless told. */
  resolve?: Resolve | undefined
}

export type OpenProxy = {
  /** The unix socket to give to a jail. */
  socket: string
  /** Ends every connection. */
  close(): Promise<void>
}

/** What serves a request needs of its proxy. */
export type Gateway = {
  hosts: readonly AllowedHost[]
  resolve: Resolve
  limits: ProxyLimits
  ledger: Ledger
  /** Connections to hosts, to be ended with the proxy. */
  sockets: Set<Socket>
}

/**
 * The only way out of a jail: an HTTP proxy on a unix socket that connects to listed names alone,
 * looks each up once, connects to exactly the address it has checked, and keeps account.
 * @throws SandboxError when an entry of the list is no host name.
 */
export async function openProxy(options: ProxyOptions): Promise<OpenProxy> {
  const limits = { ...defaultProxyLimits, ...options.limits }
  const ledger = new Ledger(limits, (connection) => {
    options.logger?.info({ ...connection }, 'connection from the jail')
    options.onConnection?.(connection)
  })
  const { resolve = resolveBySystem } = options
  const hosts = options.hosts.map(parseAllowedHost)
  const gateway: Gateway = { hosts, resolve, limits, ledger, sockets: new Set() }
  const server = createServer({ keepAlive: false })
  server.on('request', (request, response) => answer(gateway, request, response))
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const target = targetOf(request.url ?? '')
    if (target === null) return void client.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    void tunnel(gateway, target, client, head)
  })
  server.on('upgrade', (_request, client: Socket) => client.destroy())
  // Also those that ask for nothing hold a descriptor of ours.
  server.maxConnections = limits.clients
  const clients = new Set<Socket>()
  server.on('connection', (client) => {
    clients.add(client)
    client.once('close', () => clients.delete(client))
  })
  const folder = await makeSocketFolder()
  const socket = join(folder.path, 'proxy')
  await once(server.listen(socket), 'listening')
  return {
    socket,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const open of [...clients, ...gateway.sockets]) open.destroy()
      await closed
      await folder.remove()
    },
  }
}

/** The longest name that there is (RFC 1035, 2.3.4). */
const HOST_CHARS_MAX = 255

/** `host:port`, or null. */
function targetOf(authority: string): Target | null {
  const { host, port } =
    /^(?<host>\[[^\]]*\]|[^:@/]+):(?<port>\d{1,5})$/.exec(authority)?.groups ?? {}
  const isHost = host !== undefined && host.length <= HOST_CHARS_MAX
  return isHost ? { host, port: Number(port) } : null
}

function answer(gateway: Gateway, request: IncomingMessage, response: ServerResponse): void {
  const { url = '' } = request
  // The URL reader turns every form of an IPv4 address into the usual one, which is then refused.
  const parsed = /^http:\/\//i.test(url) && URL.canParse(url) ? new URL(url) : null
  const isHost = parsed !== null && parsed.hostname.length <= HOST_CHARS_MAX
  if (!isHost || parsed.username !== '' || parsed.password !== '') {
    response.writeHead(400, { connection: 'close' }).end('millwright: this is a proxy\n')
    return
  }
  void forwardRequest(gateway, parsed, request, response)
}
