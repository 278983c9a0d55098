import { once } from 'node:events'
import { Duplex, PassThrough } from 'node:stream'
import { connect } from 'node:tls'
import { expect, test } from 'vitest'
import { letGreet } from './let-greet.ts'
import { serverNameIn } from './server-name.ts'

/** What a real client says first. */
async function hello(servername?: string): Promise<Buffer> {
  const said = new PassThrough()
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      said.write(chunk)
      done()
    },
  })
  const client = connect({ socket, ...(servername === undefined ? {} : { servername }) })
  client.on('error', () => undefined)
  const [bytes]: Buffer[] = await once(said, 'data')
  client.destroy()
  return bytes ?? Buffer.alloc(0)
}

test('the name in a greeting is read, and every beginning of it asks for more', async () => {
  const bytes = await hello('registry.example.com')

  expect(serverNameIn(bytes)).toEqual({ kind: 'name', name: 'registry.example.com' })
  for (let length = 0; length < bytes.length; length += 1) {
    expect(serverNameIn(bytes.subarray(0, length)).kind).toBe('more')
  }
})

test('a greeting without a name, and what is no greeting, are told apart', async () => {
  expect(serverNameIn(await hello()).kind).toBe('none')
  expect(serverNameIn(Buffer.from('GET / HTTP/1.1')).kind).toBe('not-tls')
  expect(serverNameIn(Buffer.from([22, 3, 1, 0, 1, 2])).kind).toBe('none')
})

test('a greeting with any byte changed names nobody wrong without saying so', async () => {
  const bytes = await hello('registry.example.com')

  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(255 - bytes.readUInt8(at), at)
    expect(() => serverNameIn(changed)).not.toThrow()
  }
})

test('at the port of HTTPS nothing but TLS is let through', () => {
  const why: string[] = []
  const says = (port: number) => {
    const upstream = new PassThrough()
    const target = { host: 'here.test', port }
    letGreet(new PassThrough(), upstream, target, Buffer.from('SSH-2.0'), (w) => why.push(w))
    return upstream.read()
  }

  expect([says(443), String(says(22))]).toEqual([null, 'SSH-2.0'])
  expect(why).toEqual(['it speaks no TLS'])
})

test('a greeting that never ends is refused at its limit', () => {
  const why: string[] = []
  const client = new PassThrough()
  const target = { host: 'here.test', port: 443 }
  letGreet(client, new PassThrough(), target, Buffer.from([22, 3, 1, 255, 255]), (w) => why.push(w))

  client.emit('data', Buffer.alloc(20_000))

  expect(why).toEqual(['its greeting names no server'])
})
