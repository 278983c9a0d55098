import { GitHubError } from './github-error.ts'

/**
 * Downloads an address that carries its own authority in its query: no credential of ours is sent.
 * Null when nothing is there. The stream stops after `bytesMax` bytes; it throws GitHubError when
 * the other side falls silent for `timeoutMs`, or breaks off.
 */
export async function readLimited(
  url: string,
  limits: { bytesMax: number; timeoutMs: number },
  signal?: AbortSignal,
): Promise<{ stream: AsyncIterable<Buffer>; isCut: () => boolean } | null> {
  const silence = new Silence(limits.timeoutMs)
  const either = signal === undefined ? silence.signal : AbortSignal.any([silence.signal, signal])
  try {
    silence.restart()
    const response = await fetch(url, { signal: either })
    // From here on it is the reader who may be slow; only waiting for bytes counts as silence.
    silence.stop()
    if (!response.ok || response.body === null) {
      await response.body?.cancel()
      if (response.status >= 500) throw new Error(`status ${response.status}`)
      return null
    }
    // Taking hold of the body now: Node cancels one that nobody holds when it collects garbage.
    const chunks: AsyncIterator<Uint8Array> = response.body[Symbol.asyncIterator]()
    const body = { [Symbol.asyncIterator]: () => chunks }
    let isCut = false
    const stream = take(body, limits.bytesMax, silence, () => {
      isCut = true
    })
    return { stream: translateErrors(stream, signal), isCut: () => isCut }
  } catch (error) {
    silence.stop()
    throw inOurWords(error, signal)
  }
}

async function* take(
  body: AsyncIterable<Uint8Array>,
  bytesMax: number,
  silence: Silence,
  onCut: () => void,
): AsyncGenerator<Buffer> {
  let left = bytesMax
  try {
    silence.restart()
    for await (const chunk of body) {
      silence.stop()
      if (chunk.length > left) onCut()
      const part = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, left))
      left -= part.length
      if (part.length > 0) yield part
      if (chunk.length > part.length) return
      silence.restart()
    }
  } finally {
    silence.stop()
  }
}

async function* translateErrors(
  stream: AsyncIterable<Buffer>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  try {
    yield* stream
  } catch (error) {
    throw inOurWords(error, signal)
  }
}

function inOurWords(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  if (error instanceof GitHubError) return error
  // The address holds a signature, so neither it nor the original error goes into the message.
  const reason = error instanceof Error ? error.message : 'unknown'
  return new GitHubError(
    'MW_GITHUB_DOWN',
    `a job log could not be downloaded (${reason.slice(0, 200)}): it is tried again later`,
  )
}

/** Aborts when nothing has come for a while, however long the whole takes. */
class Silence {
  readonly #controller = new AbortController()
  readonly #timeoutMs: number
  #timer: NodeJS.Timeout | undefined

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  restart(): void {
    this.stop()
    this.#timer = setTimeout(() => {
      this.#controller.abort(new Error('the server fell silent'))
    }, this.#timeoutMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
