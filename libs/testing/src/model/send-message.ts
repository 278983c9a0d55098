import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { streamEvents } from './stream-events.ts'
import type { AnswerMessage } from './to-message.ts'

/** Gives back whether the whole answer left for a client that was still there. */
export async function sendMessage(
  response: ServerResponse,
  message: AnswerMessage,
  { isStream, isBroken }: { isStream: boolean; isBroken: boolean },
): Promise<boolean> {
  if (response.destroyed) return false
  const parts = isStream ? eventTexts(message) : [JSON.stringify(message)]
  const type = isStream ? 'text/event-stream; charset=utf-8' : 'application/json'
  response.writeHead(200, { 'content-type': type, 'request-id': `req_${message.id.slice(4)}` })
  if (isBroken) {
    await writeHalf(response, parts)
    response.destroy()
    return false
  }
  const gone = once(response, 'close')
  for (const part of parts) response.write(part)
  response.end()
  await gone
  return response.writableFinished
}

/** An error in Anthropic's form. */
export function refuse(response: ServerResponse, status: number, type: string, message: string) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ type: 'error', error: { type, message }, request_id: null }))
}

function eventTexts(message: AnswerMessage): string[] {
  return streamEvents(message).map(
    (event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
  )
}

/** Resolves when the half has been handed to the network, so that the client gets it. */
function writeHalf(response: ServerResponse, parts: readonly string[]): Promise<void> {
  const half = parts.slice(0, Math.ceil(parts.length / 2)).join('')
  return new Promise((resolve) => {
    response.write(half, () => resolve())
  })
}
