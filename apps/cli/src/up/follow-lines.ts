import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

const LINE_CHARS_MAX = 64_000

/** Calls `onLine` with each line of a stream; what is longer than a limit comes in pieces. */
export function followLines(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const take = (text: string) => {
    const lines = `${rest}${text}`.split('\n')
    const last = lines.pop() ?? ''
    for (const line of lines) {
      const end = tellStart(line)
      if (end !== '') onLine(end)
    }
    rest = tellStart(last)
  }
  /** Tells what is over the limit; returns the end, which is not. */
  const tellStart = (line: string) => {
    let end = line
    for (; end.length > LINE_CHARS_MAX; end = end.slice(LINE_CHARS_MAX)) {
      onLine(end.slice(0, LINE_CHARS_MAX))
    }
    return end
  }
  stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)))
  stream.on('end', () => {
    if (rest !== '') onLine(rest)
  })
}
