import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

/** A status API that gives one answer, or one after the other, and remembers what it was asked. */
export async function statusApi(status: number, answer: unknown, ...later: unknown[]) {
  const answers = [answer, ...later]
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
      const said = answers[Math.min(asked.length, answers.length) - 1]
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(said))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { asked, told, env: { MILLWRIGHT_STATUS_PORT: String(port) } }
}
