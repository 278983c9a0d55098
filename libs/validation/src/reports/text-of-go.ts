import { z } from 'zod'

const Line = z.object({ Output: z.string() })

/** What `go test` would have printed without `-json`, for people and models to read. */
export function textOfGo(events: string): string {
  return events
    .split('\n')
    .map((line) => outputOf(line) ?? `${line}\n`)
    .join('')
}

function outputOf(line: string): string | null {
  if (!line.startsWith('{')) return line === '' ? '' : null
  try {
    const { success, data } = Line.safeParse(JSON.parse(line))
    return success ? data.Output : ''
  } catch {
    return null
  }
}
