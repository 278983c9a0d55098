import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { z } from 'zod'
import { type HttpCall, openHttpServer, readBody } from '../http-server.ts'
import { conversationProblem } from './conversation-problem.ts'
import { errorType, ModelFaults } from './model-faults.ts'
import { ModelJournal, type ModelJournalEntry } from './model-journal.ts'
import { PromptCache } from './prompt-cache.ts'
import { RequestBody } from './request-schema.ts'
import { type Script, type Turn, toModelRequest } from './script.ts'
import { refuse, sendMessage } from './send-message.ts'
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
  if (request.method !== 'POST' || url.pathname !== '/v1/messages') {
    return refuse(response, 404, 'not_found_error', 'Not found')
  }
  if (keyOf(request.headers) !== (parts.options.apiKey ?? 'test-key')) {
    return refuse(response, 401, 'authentication_error', 'invalid x-api-key')
  }
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
  const turn = await turnOf(script, body, entry.turn)
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

/** The parsed body, or why the API would refuse it. */
function readRequest(
  headers: IncomingHttpHeaders,
  text: string,
): RequestBody | { readonly problem: string } {
  if (headers['anthropic-version'] === undefined) {
    return { problem: 'anthropic-version: header is required' }
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { problem: 'The request body is not valid JSON' }
  }
  const parsed = RequestBody.safeParse(json)
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) }
  const problem = conversationProblem(parsed.data)
  return problem === null ? parsed.data : { problem }
}

function entryOf(body: RequestBody, script: Script | undefined): ModelJournalEntry {
  const { system } = toModelRequest(body)
  // A cache breakpoint moves from turn to turn; it is not part of what was said.
  const said = JSON.stringify(body.messages, (name, value: unknown) =>
    name === 'cache_control' ? undefined : value,
  )
  return {
    script: script?.name ?? null,
    turn: body.messages.filter((message) => message.role === 'assistant').length,
    messagesHash: createHash('sha256').update(said).digest('hex'),
    model: body.model,
    system,
    messages: body.messages,
    status: 0,
    isAnswered: false,
  }
}

async function turnOf(
  script: Script | undefined,
  body: RequestBody,
  number: number,
): Promise<Turn | { readonly problem: string }> {
  const request = toModelRequest(body)
  if (script === undefined) {
    return { problem: `no script matches this request: ${request.text.slice(0, 500)}` }
  }
  const turn = script.turns[number]
  if (turn === undefined) {
    return { problem: `script ${script.name} has no turn ${number}, it has ${script.turns.length}` }
  }
  try {
    return await turn(request, number)
  } catch (error) {
    return { problem: `script ${script.name} broke in turn ${number}: ${String(error)}` }
  }
}
