import type { Duplex } from 'node:stream'
import { admit, type Target } from './admit.ts'
import { dial } from './dial.ts'
import { letGreet } from './let-greet.ts'
import type { Gateway } from './open-proxy.ts'

/** `CONNECT host:port`: bytes both ways, until one side ends or a limit is reached. */
export async function tunnel(
  gateway: Gateway,
  target: Target,
  client: Duplex,
  head: Buffer,
): Promise<void> {
  client.on('error', () => client.destroy())
  const entry = gateway.ledger.open(target)
  if (entry === null) return void client.end('HTTP/1.1 429 Too Many Requests\r\n\r\n')
  const admission = await admit(target, gateway.hosts, gateway.resolve)
  if (admission.verdict !== 'allowed') {
    entry.end(admission)
    const line = admission.verdict === 'refused' ? '403 Forbidden' : '502 Bad Gateway'
    client.end(`HTTP/1.1 ${line}\r\n\r\nmillwright: ${target.host} ${admission.why}\n`)
    return
  }
  try {
    const upstream = await dial(admission.addresses, target.port, gateway.limits.connectMs)
    const cut = () => {
      upstream.destroy()
      client.destroy()
    }
    gateway.sockets.add(upstream)
    upstream.on('error', cut).once('close', () => {
      gateway.sockets.delete(upstream)
      entry.end({ verdict: 'allowed', why: '' })
      client.destroy()
    })
    client.once('close', cut)
    entry.watch(upstream, cut)
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    upstream.pipe(client)
    letGreet(client, upstream, target, head, (why) => {
      entry.end({ verdict: 'refused', why })
      cut()
    })
  } catch (error) {
    entry.end({ verdict: 'failed', why: error instanceof Error ? error.message : 'no answer' })
    client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  }
}
