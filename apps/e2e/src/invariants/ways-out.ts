import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'

/** Listeners of every kind that one process of this machine can reach another by. */
export interface WaysOut {
  /** A shell command that tries them all; it prints `reached` and the name of each that answers. */
  command: string
  /** Which have heard from somebody. */
  heard: Set<string>
  close(): void
}

/** Opens the listeners; `ports` are others to try, by name, that answer a connection. */
export async function openWaysOut(ports: Readonly<Record<string, number>>): Promise<WaysOut> {
  const heard = new Set<string>()
  const folder = await temporaryDirectory('millwright-ways-')
  const places = {
    tcp: { host: '127.0.0.1', port: 0 },
    'unix socket': { path: join(folder, 'socket') },
    'abstract socket': { path: `\0${folder}` },
  }
  const servers: Server[] = []
  const ways: Record<string, object> = {}
  for (const [name, place] of Object.entries(places)) {
    const server = createServer((socket) => {
      heard.add(name)
      socket.on('error', () => undefined).destroy()
    }).listen(place)
    await once(server, 'listening')
    servers.push(server)
    ways[name] = 'path' in place ? place : { host: place.host, port: portOf(server) }
  }
  const udp = createSocket('udp4').bind(0, '127.0.0.1')
  udp.on('message', () => heard.add('udp'))
  await once(udp, 'listening')
  for (const [name, port] of Object.entries(ports)) ways[name] = { host: '127.0.0.1', port }
  return {
    command: commandOf(ways, udp.address().port),
    heard,
    close: () => {
      for (const server of servers) server.close()
      udp.close()
    },
  }
}

function commandOf(ways: Readonly<Record<string, object>>, udpPort: number): string {
  const script = `
    import { createSocket } from 'node:dgram'
    import { connect } from 'node:net'
    const ways = ${JSON.stringify(ways)}
    for (const [name, place] of Object.entries(ways)) {
      const socket = connect(place)
      socket.on('connect', () => { console.log('reached ' + name); socket.destroy() })
      socket.on('error', (error) => console.log('no ' + name + ': ' + error.code))
    }
    const udp = createSocket('udp4')
    udp.send('hello', ${udpPort}, '127.0.0.1', () => udp.close())`
  const text = Buffer.from(script).toString('base64')
  return `echo ${text} | base64 -d > /tmp/ways-out.mjs; node /tmp/ways-out.mjs`
}

function portOf(server: Server): number {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}
