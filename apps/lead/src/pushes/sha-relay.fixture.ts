import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/**
 * Stands before a GitHub that names its commits by itself, and puts the names that a real
 * repository has for them in their place, both ways; everything else goes through as it is.
 */
export async function startShaRelay(targetUrl: string) {
  /** Real name → the other one. */
  const names = new Map<string, string>()
  let own = ''
  const server = createServer((request, response) => void pass(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  own = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`

  async function pass(request: IncomingMessage, response: ServerResponse) {
    const body = await text(request)
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers
    const answer = await fetch(`${targetUrl}${toForeign(request.url ?? '/')}`, {
      method: request.method ?? 'GET',
      headers: { authorization, 'content-type': type, accept: 'application/json' },
      ...(body !== '' && { body: toForeign(body) }),
    })
    const link = answer.headers.get('link')
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'application/json',
      ...(link !== null && { link: link.replaceAll(targetUrl, own) }),
    })
    response.end(toReal(await answer.text()))
  }
  const toForeign = (words: string) =>
    [...names].reduce((said, [real, foreign]) => said.replaceAll(real, foreign), words)
  const toReal = (words: string) =>
    [...names].reduce((said, [real, foreign]) => said.replaceAll(foreign, real), words)

  return {
    url: own,
    toReal,
    /** From now on the two are one commit. */
    equate: (real: string, foreign: string) => void names.set(real, foreign),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
