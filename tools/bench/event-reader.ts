import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'

/** One reader of the live timeline, which notes when it hears of what. */
export class EventReader {
  readonly heard = new Map<string, number>()
  readonly #response: IncomingMessage

  private constructor(response: IncomingMessage) {
    this.#response = response
    let rest = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      const now = performance.now()
      const messages = (rest + chunk).split('\n\n')
      rest = messages.pop() ?? ''
      for (const message of messages) {
        const name = /"text":"([^"]+)"/.exec(message)?.[1]
        if (name !== undefined) this.heard.set(name, now)
      }
    })
    response.on('error', () => undefined)
  }

  static async open(url: string): Promise<EventReader> {
    const headers = { accept: 'text/event-stream' }
    const request = get(`${url}/api/v1/events`, { headers, agent: false })
    const [response] = await once(request, 'response')
    if (response.statusCode !== 200) throw new Error(`a stream was answered ${response.statusCode}`)
    return new EventReader(response)
  }

  close(): void {
    this.#response.destroy()
  }
}
