import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

/** A status API that gives one answer, and remembers what it was asked and told. */
export async function statusApi(status: number, answer: unknown) {
  const asked: string[] = []
  const told: unknown[] = []
  const note = async (request: IncomingMessage) => {
    const { method, url, headers } = request
    asked.push([method, url, headers.authorization].join(' ').trim())
    const body = await text(request)
    if (body !== '') told.push(JSON.parse(body))
  }
  const server = createServer((request, response) => {
    void note(request).then(() => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { asked, told, env: { MILLWRIGHT_STATUS_PORT: String(port) } }
}
