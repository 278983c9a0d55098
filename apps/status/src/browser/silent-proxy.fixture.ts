import { once } from 'node:events'
import { createServer, request } from 'node:http'

/** A reverse proxy that adds no header and writes the service's own name into `Host`. */
export async function startSilentProxy(target: string) {
  const { host } = new URL(target)
  const server = createServer(({ method, url, headers }, response) => {
    const asking = request(`${target}${url}`, { method, headers: { ...headers, host } })
    asking.on('error', () => response.destroy())
    asking.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    response.on('close', () => asking.destroy())
    asking.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
