import type { IncomingMessage } from 'node:http'
import type { Answer } from './answer.ts'

export interface BodyLimits {
  readonly bodyBytesMax: number
  /** Of all bodies that are being received at the same time. */
  readonly inFlightBytesMax: number
}

/** Receives bodies into memory within limits, for anybody may send some. */
export class BodyReader {
  readonly #limits: BodyLimits
  #inFlight = 0

  constructor(limits: BodyLimits) {
    this.#limits = limits
  }

  /** The body, or the answer to one that is not taken. Rejects when the sender hangs up. */
  async read(request: IncomingMessage): Promise<Buffer | Answer> {
    const announced = Number(request.headers['content-length'] ?? 0)
    if (announced > this.#limits.bodyBytesMax) return tooLarge
    const chunks: Buffer[] = []
    let bytes = 0
    try {
      return await new Promise((resolve, reject) => {
        request.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          this.#inFlight += chunk.length
          const refusal = this.#refusal(bytes)
          if (refusal !== null) {
            request.removeAllListeners('data').pause()
            resolve(refusal)
          }
          chunks.push(chunk)
        })
        request.on('end', () => resolve(together(chunks)))
        request.on('error', reject)
        request.on('close', () => {
          // Whoever sent all of it hangs up, too; an error for nobody costs time.
          if (!request.complete) reject(new Error('the sender hung up'))
        })
      })
    } finally {
      this.#inFlight -= bytes
    }
  }

  #refusal(bytes: number): Answer | null {
    if (bytes > this.#limits.bodyBytesMax) return tooLarge
    return this.#inFlight > this.#limits.inFlightBytesMax ? tooMuchAtOnce : null
  }
}

const tooLarge = { status: 413, code: 'MW_BODY_TOO_LARGE' } as const
const tooMuchAtOnce = { status: 503, code: 'MW_WEBHOOK' } as const

/** Most bodies come in one piece, which is not copied. */
function together(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks)
}
