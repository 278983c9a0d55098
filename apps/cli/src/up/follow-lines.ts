import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

const LINE_CHARS_MAX = 64_000

/** Calls `onLine` with each line of a stream; what is longer than a limit comes in pieces. */
export function followLines(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const take = (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') onLine(line)
    for (; rest.length > LINE_CHARS_MAX; rest = rest.slice(LINE_CHARS_MAX)) {
      onLine(rest.slice(0, LINE_CHARS_MAX))
    }
  }
  stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)))
  stream.on('end', () => {
    if (rest !== '') onLine(rest)
  })
}
