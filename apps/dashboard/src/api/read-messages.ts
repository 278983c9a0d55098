/** The most text of one message that is kept while its end is waited for. */
const CHARS_MAX = 1_000_000

/** One message of an event stream. */
export interface Message {
  readonly id: string | null
  readonly event: string
  readonly data: string
}

/**
 * Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) as our
 * service writes them: fields on lines of their own, an empty line after each message.
 * @throws Error when a message grows beyond CHARS_MAX, or the stream breaks.
 */
export async function* readMessages(body: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += decoder.decode(value, { stream: true })
      if (text.length > CHARS_MAX) throw new Error('a message without an end')
      const parts = text.split(/\r?\n\r?\n/)
      text = parts.pop() ?? ''
      for (const part of parts) yield toMessage(part)
    }
  } finally {
    await reader.cancel()
  }
}

function toMessage(part: string): Message {
  const fields = new Map<string, string>()
  for (const line of part.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([a-z]+): ?(.*)$/.exec(line) ?? []
    const before = name === 'data' && fields.has(name) ? `${fields.get(name)}\n` : ''
    fields.set(name, before + value)
  }
  return {
    id: fields.get('id') ?? null,
    event: fields.get('event') ?? 'message',
    data: fields.get('data') ?? '',
  }
}
