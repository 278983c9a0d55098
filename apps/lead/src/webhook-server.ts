import { EventError, parseEvent, verifySignature } from '@millwright/github'
import type { Logger } from '@millwright/logger'
import type { Queues } from '@millwright/queue'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'

export interface WebhookServerOptions {
  secrets: readonly string[]
  bodyBytesMax: number
  queues: Pick<Queues, 'inbox'>
  logger: Logger
  /** ANSWER_MS_MAX unless told. */
  answerMsMax?: number
}

/** GitHub gives up after 10 s; an answer that late means that Redis is away. */
const ANSWER_MS_MAX = 8_000
const guid = /^[A-Za-z0-9-]{8,100}$/

/**
 * The listener for GitHub's deliveries; it serves nothing else. A delivery is answered 202 once it
 * is stored, 401 when its signature is wrong, 503 when it could not be stored (the sweep will find
 * the failure all the same). Nothing is stored before the signature has been checked.
 */
export function createWebhookServer(options: WebhookServerOptions): FastifyInstance {
  const { secrets, queues, logger, answerMsMax = ANSWER_MS_MAX } = options
  const server = Fastify({ bodyLimit: options.bodyBytesMax, logger: false, trustProxy: false })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  server.setErrorHandler(async (error: { statusCode?: number; code?: string }, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) logger.error({ err: error }, 'webhook failed')
    return answer(reply, status, status === 413 ? 'MW_BODY_TOO_LARGE' : 'MW_WEBHOOK')
  })

  server.post('/webhooks/github', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const signature = String(request.headers['x-hub-signature-256'] ?? '')
    if (!(await verifySignature({ secrets, body, signature }))) {
      logger.warn({ ip: request.ip }, 'webhook with a wrong or missing signature refused')
      return answer(reply, 401, 'MW_SIGNATURE')
    }
    const deliveryId = String(request.headers['x-github-delivery'] ?? '')
    const event = String(request.headers['x-github-event'] ?? '')
    if (!guid.test(deliveryId)) return answer(reply, 400, 'MW_EVENT')
    const payload = readEvent(event, body)
    if (payload === null) return answer(reply, 400, 'MW_EVENT')
    if (payload === 'ignored') return answer(reply, 202, 'ignored')
    const delivery = {
      delivery_id: deliveryId,
      event,
      source: 'webhook' as const,
      received_at: new Date().toISOString(),
      payload,
    }
    const isStored = await within(answerMsMax, queues.inbox.add(delivery), logger)
    return isStored ? answer(reply, 202, 'stored') : answer(reply, 503, 'MW_REDIS_AWAY')
  })
  return server
}

async function answer(reply: FastifyReply, status: number, code: string) {
  return reply.code(status).send({ code })
}

/** Only an event that means something to us is stored, and of it only what was understood. */
function readEvent(event: string, body: Buffer): unknown | 'ignored' | null {
  try {
    const parsed = parseEvent(event, JSON.parse(body.toString('utf8')))
    return parsed.kind === 'ignored' || parsed.kind === 'ping' ? 'ignored' : parsed
  } catch (error) {
    if (error instanceof EventError || error instanceof SyntaxError) return null
    throw error
  }
}

async function within(ms: number, work: Promise<unknown>, logger: Logger): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const done = work.then(
    () => true,
    (err: unknown) => {
      logger.error({ err }, 'delivery not stored')
      return false
    },
  )
  return Promise.race([done, late]).finally(() => clearTimeout(timer))
}
