import type { IncomingMessage } from 'node:http'
import { verifySignature } from '@millwright/github'
import type { Logger } from '@millwright/logger'
import type { Delivery, Intake } from '@millwright/queue'
import type { Answer } from './answer.ts'
import { mayMatter } from './may-matter.ts'
import { readDelivery } from './read-delivery.ts'

export interface AcceptOptions {
  /** Several while the secret is being changed; with none, everything is refused. */
  readonly secrets: readonly string[]
  readonly intake: Pick<Intake, 'add'>
  readonly logger: Logger
}

/** An answer within one second is promised; one that late means that Redis is away. */
const STORE_MS_MAX = 900
const guid = /^[A-Za-z0-9-]{8,100}$/
/** What GitHub's JSON begins with, where the event has an action. */
const actionFirst = /^\{\s*"action":\s*"([a-z_]{1,60})"/
const ACTION_BYTES_MAX = 100

/**
 * Takes one delivery: 202 once it is stored, 401 when its signature is wrong, 400 when it is no
 * event of GitHub's, 503 when it could not be stored (the sweep will find the failure all the same).
 * Nothing is read before the signature has been checked, and of an event that means nothing to us no
 * more than its beginning. What is stored is what was understood, a hundredth of the body: writing
 * all of it costs more than reading it.
 */
export function acceptDelivery(
  options: AcceptOptions,
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  body: Buffer,
): Answer | Promise<Answer> {
  const { secrets, logger } = options
  const signature = String(headers['x-hub-signature-256'] ?? '')
  if (!verifySignature({ secrets, body, signature })) {
    const ip = socket.remoteAddress
    logger.warn({ ip }, 'webhook with a wrong or missing signature refused')
    return { status: 401, code: 'MW_SIGNATURE' }
  }
  const delivery_id = String(headers['x-github-delivery'] ?? '')
  const event = String(headers['x-github-event'] ?? '')
  if (!guid.test(delivery_id)) return noEvent
  if (!mayMatter(event, actionOf(body))) return ignored
  const delivery = readDelivery({ delivery_id, event, source: 'webhook' }, () => toJson(body))
  if (delivery === 'unreadable') return noEvent
  if (delivery === 'ignored') return ignored
  return store(options, delivery)
}

const stored: Answer = { status: 202, code: 'stored' }
const ignored: Answer = { status: 202, code: 'ignored' }
const noEvent: Answer = { status: 400, code: 'MW_EVENT' }
const notStored: Answer = { status: 503, code: 'MW_REDIS_AWAY' }

function toJson(body: Buffer): unknown {
  return JSON.parse(body.toString('utf8'))
}

/** Undefined where it does not stand first: whoever reads all of the body will know. */
function actionOf(body: Buffer): string | undefined {
  return actionFirst.exec(body.toString('latin1', 0, ACTION_BYTES_MAX))?.[1]
}

/** Resolves in time, whether Redis answers or not. */
function store({ intake, logger }: AcceptOptions, delivery: Delivery): Promise<Answer> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(notStored), STORE_MS_MAX)
    const answer = (one: Answer) => {
      clearTimeout(late)
      resolve(one)
    }
    intake.add(delivery).then(
      () => answer(stored),
      (err: unknown) => {
        logger.error({ err, deliveryId: delivery.delivery_id }, 'delivery not stored')
        answer(notStored)
      },
    )
  })
}
