import { type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { admit, type Target } from './admit.ts'
import { dial } from './dial.ts'
import type { Entry } from './ledger.ts'
import type { Gateway } from './open-proxy.ts'

/** Headers that are about one connection (RFC 9110, 7.6.1), or are the proxy's own. */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** One request for an `http://` address, over a connection of its own. */
export async function forwardRequest(
  gateway: Gateway,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = { host: url.hostname, port: Number(url.port || 80) }
  const refuse = (status: number, why: string) => {
    response.writeHead(status, { connection: 'close' }).end(`millwright: ${target.host} ${why}\n`)
  }
  const entry = gateway.ledger.open(target)
  if (entry === null) return refuse(429, 'may not be asked any more')
  const admission = await admit(target, gateway.hosts, gateway.resolve)
  if (admission.verdict !== 'allowed') {
    entry.end(admission)
    return refuse(admission.verdict === 'refused' ? 403 : 502, admission.why)
  }
  try {
    await relay(gateway, { ...target, url, addresses: admission.addresses }, entry, {
      request,
      response,
    })
  } catch (error) {
    entry.end({ verdict: 'failed', why: error instanceof Error ? error.message : 'no answer' })
    if (response.headersSent) response.destroy()
    else refuse(502, 'does not answer')
  }
}

type Place = Target & { url: URL; addresses: readonly string[] }
type Exchange = { request: IncomingMessage; response: ServerResponse }

async function relay(
  gateway: Gateway,
  place: Place,
  entry: Entry,
  { request, response }: Exchange,
): Promise<void> {
  const upstream = await dial(place.addresses, place.port, gateway.limits.connectMs)
  gateway.sockets.add(upstream)
  const onward = send({
    createConnection: () => upstream,
    method: request.method,
    path: `${place.url.pathname}${place.url.search}`,
    headers: { ...passedOn(request.headers), host: place.url.host, connection: 'close' },
  })
  const cut = () => {
    onward.destroy()
    upstream.destroy()
    response.destroy()
  }
  entry.watch(upstream, cut)
  response.once('close', () => upstream.destroy())
  request.on('error', cut).pipe(onward)
  await new Promise<void>((resolve, reject) => {
    onward.once('error', reject).once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers))
      answer.once('error', reject).pipe(response)
    })
    upstream.once('error', reject).once('close', resolve)
  })
  gateway.sockets.delete(upstream)
  entry.end({ verdict: 'allowed', why: '' })
}

function passedOn<T>(headers: Record<string, T>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !ofConnection.has(name.toLowerCase())),
  )
}
