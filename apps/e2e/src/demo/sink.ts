import { createServer } from 'node:net'

/** A local listener that counts who gets through to it. Port in, nothing out. */
export interface Sink {
  port: number
  connections(): number
  close(): Promise<void>
}

/** Opens a sink on loopback at a free port. */
export async function startSink(): Promise<Sink> {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sink has no port')
  return {
    port: address.port,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
