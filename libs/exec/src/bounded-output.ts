/**
 * Keeps the first and the last half of what is pushed into it, and drops the middle.
 * Never holds more than `bytesMax` bytes, in however many pieces they arrive.
 */
export class BoundedOutput {
  readonly #headMax: number
  readonly #tailMax: number
  #head = Buffer.alloc(0)
  #headLength = 0
  /** A ring: the newest `#tailMax` bytes that did not fit into the head. */
  #tail: Buffer | null = null
  #tailWritten = 0

  constructor(bytesMax: number) {
    this.#headMax = Math.ceil(bytesMax / 2)
    this.#tailMax = bytesMax - this.#headMax
  }

  get droppedBytes(): number {
    return Math.max(0, this.#tailWritten - this.#tailMax)
  }

  push(chunk: Buffer): void {
    const forHead = Math.min(chunk.length, this.#headMax - this.#headLength)
    if (forHead > 0) this.#pushHead(chunk.subarray(0, forHead))
    if (chunk.length > forHead) this.#pushTail(chunk.subarray(forHead))
  }

  /** The text kept, as UTF-8; a sentence in square brackets stands where bytes were dropped. */
  toString(): string {
    const head = this.#head.subarray(0, this.#headLength)
    if (this.#tailWritten === 0) return head.toString('utf8')
    const tail = this.#tailInOrder()
    if (this.droppedBytes === 0) return Buffer.concat([head, tail]).toString('utf8')
    const note = `\n[${this.droppedBytes} bytes of output left out]\n`
    return wholeStart(head).toString('utf8') + note + wholeEnd(tail).toString('utf8')
  }

  #pushHead(bytes: Buffer): void {
    const needed = this.#headLength + bytes.length
    if (needed > this.#head.length) {
      const grown = Buffer.alloc(Math.min(this.#headMax, Math.max(needed, 2 * this.#head.length)))
      this.#head.copy(grown, 0, 0, this.#headLength)
      this.#head = grown
    }
    bytes.copy(this.#head, this.#headLength)
    this.#headLength = needed
  }

  #pushTail(bytes: Buffer): void {
    this.#tail ??= Buffer.alloc(this.#tailMax)
    const skipped = Math.max(0, bytes.length - this.#tailMax)
    const kept = bytes.subarray(skipped)
    const at = (this.#tailWritten + skipped) % Math.max(1, this.#tailMax)
    const first = Math.min(kept.length, this.#tailMax - at)
    kept.copy(this.#tail, at, 0, first)
    kept.copy(this.#tail, 0, first)
    this.#tailWritten += bytes.length
  }

  #tailInOrder(): Buffer {
    if (this.#tail === null) return Buffer.alloc(0)
    if (this.#tailWritten <= this.#tailMax) return this.#tail.subarray(0, this.#tailWritten)
    const at = this.#tailWritten % Math.max(1, this.#tailMax)
    return Buffer.concat([this.#tail.subarray(at), this.#tail.subarray(0, at)])
  }
}

/** Bytes of one UTF-8 character at most; a cut splits no more than one character. */
const CHARACTER_BYTES_MAX = 4

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000
}

/** Without the first bytes of a character whose rest was dropped. */
function wholeStart(head: Buffer): Buffer {
  for (let back = 1; back <= CHARACTER_BYTES_MAX && back <= head.length; back += 1) {
    const byte = head[head.length - back] ?? 0
    if (isContinuation(byte)) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? head.subarray(0, head.length - back) : head
  }
  return head
}

/** Without the last bytes of a character whose start was dropped. */
function wholeEnd(tail: Buffer): Buffer {
  let start = 0
  while (start < CHARACTER_BYTES_MAX - 1 && isContinuation(tail[start])) start += 1
  return tail.subarray(start)
}
