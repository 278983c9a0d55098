import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface HttpServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string
  /** Must be called before the first request comes; a handler that throws answers 500. */
  serve(handle: HttpHandler): void
  /** Cuts what is open. */
  close(): Promise<void>
}

export interface HttpCall {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
}

export type HttpHandler = (call: HttpCall) => Promise<void>

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function openHttpServer(port = 0): Promise<HttpServer> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const url = `http://127.0.0.1:${address.port}`
  return {
    url,
    serve: (handle) => {
      server.on('request', (request, response) => {
        const call = { request, response, url: new URL(request.url ?? '/', url) }
        handle(call).catch((error: unknown) => breakOff(response, error))
      })
    },
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** The whole body; throws an Error when it is longer than `bytesMax`. */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes: Buffer = Buffer.from(chunk)
    size += bytes.length
    if (size > bytesMax) throw new Error(`the request body is longer than ${bytesMax} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function breakOff(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  response.writeHead(500, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ message: `the stand-in broke: ${String(error)}` }))
}
