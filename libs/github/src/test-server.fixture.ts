import { createServer, type ServerResponse } from 'node:http'

export interface Asked {
  /** `GET /repos/acme/web?page=2` */
  line: string
  authorization: string | undefined
  body: unknown
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  /** A string goes out as it is, anything else as JSON. */
  body?: unknown
  /** Breaks the connection off after the body instead of ending it. */
  isBrokenOff?: boolean
  /** Says no more after the body, and does not end. */
  isSilent?: boolean
}

/** A server that answers as told and remembers what it was asked. */
export async function startTestServer(answer: (asked: Asked, server: { url: string }) => Answer) {
  const asked: Asked[] = []
  const self = { url: '', asked }
  const reply = (question: Asked, response: ServerResponse) => {
    asked.push(question)
    const { status = 200, headers = {}, body = {}, ...ending } = answer(question, self)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.write(text, () => {
      if (ending.isBrokenOff) response.destroy()
      else if (!ending.isSilent) response.end()
    })
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      const line = `${request.method} ${request.url}`
      const { authorization } = request.headers
      reply({ line, authorization, body: body === '' ? null : JSON.parse(body) }, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  self.url = `http://127.0.0.1:${address.port}`
  // Nobody has to close it: it does not keep the process alive.
  server.unref()
  return self
}
