import type { IncomingHttpHeaders } from 'node:http'
import { openHttpServer, readBody } from './http-server.ts'

export interface ReceivedWebhook {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The bytes as text, exactly as they came: signatures are over these. */
  readonly body: string
}

export interface WebhookReceiver {
  readonly url: string
  /** Oldest first; the newest 10,000 are kept. */
  received(): readonly ReceivedWebhook[]
  /** What it answers from now on; 204 unless told. */
  answerWith(status: number): void
  close(): Promise<void>
}

const RECEIVED_MAX = 10_000
const BODY_BYTES_MAX = 30_000_000

/** Listens on 127.0.0.1 and remembers every request with its headers. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = []
  let status = 204
  const server = await openHttpServer()
  server.serve(async ({ request, response, url }) => {
    const body = (await readBody(request, BODY_BYTES_MAX)).toString()
    received.push({ path: url.pathname, headers: request.headers, body })
    if (received.length > RECEIVED_MAX) received.shift()
    response.writeHead(status).end()
  })
  return {
    url: server.url,
    received: () => [...received],
    answerWith: (next) => {
      status = next
    },
    close: () => server.close(),
  }
}
