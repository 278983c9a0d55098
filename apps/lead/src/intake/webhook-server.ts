import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AcceptOptions, acceptDelivery } from './accept-delivery.ts'
import type { Answer } from './answer.ts'
import { BodyReader } from './body-reader.ts'

export interface WebhookServerOptions extends AcceptOptions {
  readonly bodyBytesMax: number
  /** Of all bodies that are being received; IN_FLIGHT_BYTES_MAX unless told. */
  readonly inFlightBytesMax?: number
}

export interface WebhookServer {
  /** Gives back `http://HOST:PORT`; port 0 takes any free one. */
  listen(place: { readonly host: string; readonly port: number }): Promise<string>
  /** Takes nothing more and waits for the answers that are under way. */
  close(): Promise<void>
}

/** GitHub gives up after 10 s; whoever is slower gets nothing. */
const REQUEST_MS_MAX = 10_000
const CONNECTIONS_MAX = 1_000
/** Received before anything is known of the sender, so it is kept small. */
const IN_FLIGHT_BYTES_MAX = 128_000_000

/**
 * The listener for GitHub's deliveries at POST /webhooks/github; it serves nothing else. Plain
 * node:http: what a framework adds to one route cost more than all that is done here.
 */
export function createWebhookServer(options: WebhookServerOptions): WebhookServer {
  const { bodyBytesMax, logger, inFlightBytesMax = IN_FLIGHT_BYTES_MAX } = options
  const reader = new BodyReader({ bodyBytesMax, inFlightBytesMax })
  const limits = { requestTimeout: REQUEST_MS_MAX, headersTimeout: REQUEST_MS_MAX }
  const server = createServer(limits, (request, response) => {
    answerTo(request).then(
      (answer) => send(response, answer),
      (err: unknown) => {
        // A sender that hung up hears nothing.
        if (request.destroyed && !request.complete) return
        logger.error({ err }, 'webhook failed')
        send(response, { status: 500, code: 'MW_WEBHOOK' })
      },
    )
  })
  server.maxConnections = CONNECTIONS_MAX

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    if (request.method !== 'POST' || request.url !== '/webhooks/github') {
      return { status: 404, code: 'MW_WEBHOOK' }
    }
    const body = await reader.read(request)
    return Buffer.isBuffer(body) ? acceptDelivery(options, request, body) : body
  }

  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => resolve(urlOf(server.address())))
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

function send(response: ServerResponse, { status, code }: Answer): void {
  const text = `{"code":"${code}"}`
  const headers = { 'content-type': 'application/json', 'content-length': text.length }
  // What is left of a body that was refused is not read.
  response.writeHead(status, response.req.complete ? headers : { ...headers, connection: 'close' })
  response.end(text)
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('no port is listened on')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
