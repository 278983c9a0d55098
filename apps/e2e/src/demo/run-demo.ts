import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Interruption, interruptions, whenAborted } from './interruption.ts'
import { type DemoEnd, isOk, jsonResult } from './json-result.ts'
import { NotReadyError } from './not-ready-error.ts'
import { type Paint, paintFor } from './paint.ts'
import { play } from './play.ts'
import type { DemoOptions } from './read-options.ts'
import { table } from './table.ts'
import { timelineLine } from './timeline-line.ts'
import { closing, opening, staying } from './words.ts'
import { startWorld } from './world.ts'

/** Of lines that no terminal shows. */
const COLUMNS = 160

interface Performance {
  options: DemoOptions
  /** Everything is kept below it. */
  dir: string
  startMs: number
  /** Aborts with an Interruption. */
  signal: AbortSignal
  say(text: string): void
  columns: number
  paint: Paint
}

/** Plays the stories, stops everything whatever happened, and resolves with the exit code. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const startMs = Date.now()
  const signal = interruptions()
  // With --json, standard output is for the one object at the end.
  const stream = options.isJson ? process.stderr : process.stdout
  const say = (text: string) => void stream.write(`${text}\n`)
  const dir = await mkdtemp(join(tmpdir(), 'millwright demo '))
  const columns = stream.columns ?? COLUMNS
  let isKept = options.isKept
  try {
    const paint = paintFor(stream)
    const end = await perform({ options, dir, startMs, signal, say, columns, paint })
    isKept ||= !isOk(end)
    return isOk(end) ? 0 : 1
  } catch (error) {
    if (error instanceof Interruption) return error.exitCode
    isKept = true
    const problem = error instanceof NotReadyError ? error.message : stackOf(error)
    say(problem)
    const seconds = (Date.now() - startMs) / 1000
    if (options.isJson) process.stdout.write(`${jsonResult({ results: [], seconds, problem })}\n`)
    return 1
  } finally {
    if (isKept) say(`kept for a look: ${dir}`)
    else await rm(dir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** From the first process to the end of the last one. */
async function perform(performance: Performance): Promise<DemoEnd> {
  const { options, dir, startMs, signal, say, paint } = performance
  const { stories, workers, isJson, isExit } = options
  signal.addEventListener('abort', () => say('\nstopping, which takes some seconds'))
  say(opening(stories))
  const look = { startMs, stories, columns: performance.columns, paint }
  const onEvent = (event: Parameters<typeof timelineLine>[0]) => say(timelineLine(event, look))
  const world = await startWorld({ stories, dir, workers, onEvent, signal })
  try {
    say(`dashboard: ${world.status.url}`)
    say(`to act there, sign in with: ${world.token}\n`)
    const plays = Promise.all(stories.map((story) => play(world, story)))
    const results = await Promise.race([plays, whenAborted(signal)])
    const end = { results, seconds: (Date.now() - startMs) / 1000, problem: null }
    say(`\n${table(results, paint)}\n`)
    say(closing(end, world.service.logFile))
    if (isJson) process.stdout.write(`${jsonResult(end)}\n`)
    if (!isExit && !isJson) {
      say(staying(world.status.url, world.token, dir))
      await whenAborted(signal).catch(() => undefined)
    }
    return end
  } finally {
    await world.close()
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
