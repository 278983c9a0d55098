import { Anthropic } from '@anthropic-ai/sdk'
import type { Logger } from '@millwright/logger'
import { clientOptions, REQUEST_MS_MAX } from './client-options.ts'
import { type ModelPrice, mostUsd } from './cost-usd.ts'
import type { Model, ModelAnswer, ModelRequest } from './model.ts'
import { SILENCE_MS_MAX, Silence } from './silence.ts'
import { toAnswer } from './to-answer.ts'
import { toModelError } from './to-model-error.ts'
import { toRequest } from './to-request.ts'
import { toUsage } from './to-usage.ts'

export interface ModelOptions {
  /** Any server that speaks the Messages API; Anthropic's own when absent. */
  readonly baseUrl?: string
  /** Null for a server that asks for none. */
  readonly apiKey: string | null
  readonly name: string
  /** The most tokens of one answer. */
  readonly maxTokens: number
  readonly prices: Readonly<Record<string, ModelPrice>>
  readonly logger: Logger
  /** The longest that one request may take, its whole stream included. */
  readonly requestMsMax?: number
  /** The longest that a stream may be silent once it has begun. */
  readonly silenceMsMax?: number
}

/** Opens no connection yet. The environment is never read: everything comes by `options`. */
export function createModel(options: ModelOptions): Model {
  const price = options.prices[options.name]
  if (price === undefined) {
    options.logger.warn({ model: options.name }, 'model has no price, its cost will be unknown')
  }
  const client = new Anthropic(clientOptions(options))
  return {
    name: options.name,
    mostUsd: (contextTokens) => mostUsd(price, contextTokens, options.maxTokens),
    ask: (request) => ask(client, options, price, request),
  }
}

async function ask(
  client: Anthropic,
  options: ModelOptions,
  price: ModelPrice | undefined,
  request: ModelRequest,
): Promise<ModelAnswer> {
  const timeUp = AbortSignal.timeout(options.requestMsMax ?? REQUEST_MS_MAX)
  const silence = new Silence(options.silenceMsMax ?? SILENCE_MS_MAX)
  const signal = AbortSignal.any([request.signal, timeUp, silence.signal])
  let hasBegun = false
  let counted: unknown
  try {
    const body = toRequest(request, options.name, options.maxTokens)
    const stream = client.withOptions({ fetch: silence.fetch }).messages.stream(body, { signal })
    stream.on('streamEvent', (_event, message: Partial<Anthropic.Message> | undefined) => {
      hasBegun = true
      // The SDK goes on writing what the provider counts into this object.
      counted = message?.usage
    })
    if (request.onText !== undefined) stream.on('text', request.onText)
    const answer = toAnswer(await stream.finalMessage(), price)
    options.logger.debug({ usage: answer.usage, stop: answer.stopReason }, 'model answered')
    return answer
  } catch (error) {
    const lost = toUsage(counted, 0, price)
    if (lost !== null) await request.onLost?.(lost)
    request.signal.throwIfAborted()
    // Naming it here also keeps it: a timeout signal nobody holds is never raised.
    const late = [timeUp, silence.signal].find(({ aborted }) => aborted)
    throw toModelError(late === undefined ? error : late.reason, hasBegun)
  } finally {
    silence.close()
  }
}
