import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'

const HEADER_BYTES_MAX = 16_384

/**
 * Turns the output of a CGI program into an HTTP answer: its header lines (with `Status`) first,
 * then the body as it comes. Leaves the response open at the end.
 */
export function passHeaders(
  output: Readable,
  response: ServerResponse,
  onBody: (chunk: Buffer) => void,
): void {
  let head: Buffer | null = Buffer.alloc(0)
  const write = (chunk: Buffer) => {
    onBody(chunk)
    if (response.write(chunk)) return
    output.pause()
    response.once('drain', () => output.resume())
  }
  // A client that hangs up must not leave the program blocked on a full pipe.
  response.once('close', () => output.resume())
  output.on('data', (chunk: Buffer) => {
    if (response.destroyed) return
    if (head === null) {
      write(chunk)
      return
    }
    head = Buffer.concat([head, chunk])
    const end = head.indexOf('\r\n\r\n')
    if (end < 0 && head.length < HEADER_BYTES_MAX) return
    sendHead(head.subarray(0, Math.max(end, 0)).toString(), response)
    const rest = head.subarray(end + 4)
    head = null
    if (rest.length > 0) write(rest)
  })
}

function sendHead(text: string, response: ServerResponse): void {
  let status = 200
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon < 0) continue
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (name === 'status') status = Number.parseInt(value, 10)
    else response.setHeader(name, value)
  }
  response.writeHead(status)
}
