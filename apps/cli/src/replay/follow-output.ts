/** Hands on what a program writes to standard error, line by line. */
export function followOutput(onLine: (line: string) => void) {
  let rest = ''
  return (chunk: Buffer, stream: 'stdout' | 'stderr'): void => {
    if (stream === 'stdout') return
    const lines = `${rest}${chunk.toString('utf8')}`.split('\n')
    rest = (lines.pop() ?? '').slice(-LINE_CHARS_MAX)
    for (const line of lines) if (line !== '') onLine(line.slice(-LINE_CHARS_MAX))
  }
}

const LINE_CHARS_MAX = 10_000
