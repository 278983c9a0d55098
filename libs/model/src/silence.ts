/** How long a stream that has begun may be silent; servers send a sign of life far more often. */
export const SILENCE_MS_MAX = 180_000

/**
 * Ends a request whose answer has begun and then stands still: its signal aborts once nothing, not
 * even a ping, has arrived for `limitMs`. Before the first byte the limit on the whole request
 * holds, since a server of one's own may think for minutes.
 */
export class Silence {
  readonly #limitMs: number
  readonly #control = new AbortController()
  #timer: NodeJS.Timeout | undefined

  constructor(limitMs: number) {
    this.#limitMs = limitMs
  }

  /** Aborted with a TimeoutError. */
  get signal(): AbortSignal {
    return this.#control.signal
  }

  /** `fetch` for the SDK, which passes pings over: only the bytes tell that there is life. */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await fetch(input, init)
    this.#heard()
    const body = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, out) => {
          this.#heard()
          out.enqueue(chunk)
        },
      }),
    )
    const { status, statusText, headers } = response
    return new Response(body ?? null, { status, statusText, headers })
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #heard(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const words = `the answer stood still for ${this.#limitMs / 1000} s`
      this.#control.abort(new DOMException(words, 'TimeoutError'))
    }, this.#limitMs)
  }
}
