/** The largest answer read: a page of a hundred workflow runs has about 2 MB. */
const ANSWER_BYTES_MAX = 50_000_000

/**
 * A `fetch` for Octokit that reads the whole answer within `timeoutMs`.
 * Octokit takes an answer that breaks off for a complete one, so the body is read here first.
 */
export function fetchWhole(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout
    try {
      const response = await fetch(input, { ...init, signal })
      const body = await readBody(response)
      const { status, headers } = response
      const whole = new Response(body.length === 0 ? null : body, { status, headers })
      return Object.defineProperty(whole, 'url', { value: response.url })
    } catch (error) {
      // Octokit tries again after any error but this one.
      if (init?.signal?.aborted) throw new DOMException('aborted', 'AbortError')
      throw error
    }
  }
}

async function readBody(response: Response): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  if (response.body === null) return Buffer.alloc(0)
  const body: AsyncIterable<Uint8Array> = response.body
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > ANSWER_BYTES_MAX)
      throw new Error(`an answer of more than ${ANSWER_BYTES_MAX} bytes`)
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks)
}
