import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { type HttpCall, openHttpServer, readBody } from '../http-server.ts'
import { errorType, ModelFaults } from './model-faults.ts'
import { entryOf, ModelJournal, type ModelJournalEntry } from './model-journal.ts'
import { playTurn } from './play-turn.ts'
import { PromptCache } from './prompt-cache.ts'
import { readRequest } from './read-request.ts'
import type { RequestBody } from './request-schema.ts'
import { type Script, toModelRequest } from './script.ts'
import { refuse, sendMessage } from './send-message.ts'
import { sendModel } from './send-model.ts'
import { toMessage } from './to-message.ts'

export interface ScriptedModelOptions {
  /** The first that matches a request answers it. */
  readonly scripts: readonly Script[]
  /** What `x-api-key` or the Bearer token must be; `test-key` unless told. */
  readonly apiKey?: string
  readonly port?: number
}

export interface ScriptedModel {
  /** What the SDK's `baseURL` must be. */
  readonly url: string
  readonly faults: ModelFaults
  /** The newest 5,000, oldest first. */
  requests(): readonly Readonly<ModelJournalEntry>[]
  /** `script/turn/hash of messages` → how often its answer went out whole. */
  paidTurns(): Map<string, number>
  close(): Promise<void>
}

const BODY_BYTES_MAX = 32_000_000

/** Starts a server that speaks Anthropic's Messages API and says what its scripts say. */
export async function startScriptedModel(options: ScriptedModelOptions): Promise<ScriptedModel> {
  const faults = new ModelFaults()
  const journal = new ModelJournal()
  const cache = new PromptCache()
  const server = await openHttpServer(options.port)
  server.serve((call) => answer({ options, faults, journal, cache }, call))
  return {
    url: server.url,
    faults,
    requests: () => journal.entries(),
    paidTurns: () => journal.paidTurns(),
    close: () => server.close(),
  }
}

interface ModelParts {
  readonly options: ScriptedModelOptions
  readonly faults: ModelFaults
  readonly journal: ModelJournal
  readonly cache: PromptCache
}

async function answer(parts: ModelParts, call: HttpCall): Promise<void> {
  const { request, response, url } = call
  const text = (await readBody(request, BODY_BYTES_MAX)).toString()
  const model = request.method === 'GET' ? /^\/v1\/models\/([^/]+)$/.exec(url.pathname)?.[1] : null
  if (!model && (request.method !== 'POST' || url.pathname !== '/v1/messages')) {
    return refuse(response, 404, 'not_found_error', 'Not found')
  }
  if (keyOf(request.headers) !== (parts.options.apiKey ?? 'test-key')) {
    return refuse(response, 401, 'authentication_error', 'invalid x-api-key')
  }
  // It plays whatever model is asked for.
  if (model) return sendModel(response, model)
  const body = readRequest(request.headers, text)
  if ('problem' in body) return refuse(response, 400, 'invalid_request_error', body.problem)
  await answerBody(parts, body, response)
}

async function answerBody(
  { options, faults, journal, cache }: ModelParts,
  body: RequestBody,
  response: ServerResponse,
): Promise<void> {
  const script = options.scripts.find((one) => one.match(toModelRequest(body)))
  const entry = journal.add(entryOf(body, script))
  const planned = faults.take()
  if (planned !== null && planned.fault !== 'drop') {
    entry.status = planned.fault
    response.setHeader('retry-after', String(planned.retryAfterSeconds))
    return refuse(response, planned.fault, errorType(planned.fault), 'as the test wished')
  }
  const turn = await playTurn(script, body, entry.turn)
  if ('problem' in turn) {
    entry.status = 400
    return refuse(response, 400, 'invalid_request_error', turn.problem)
  }
  const key = `${entry.script}/${entry.turn}/${entry.messagesHash}`
  const message = toMessage(turn, { key, model: body.model, usage: cache.count(body) })
  entry.status = 200
  const isBroken = planned !== null
  entry.isAnswered = await sendMessage(response, message, { isStream: body.stream, isBroken })
}

/** The API takes the key in either header. */
function keyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '')
  return key?.toString()
}
