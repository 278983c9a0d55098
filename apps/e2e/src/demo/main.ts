import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stories } from '../stories/stories.ts'
import { isOk, jsonResult } from './json-result.ts'
import { paintFor } from './paint.ts'
import { play } from './play.ts'
import { readOptions } from './read-options.ts'
import { table } from './table.ts'
import { timelineLine } from './timeline-line.ts'
import { closing, opening } from './words.ts'
import { startWorld } from './world.ts'

const INTERRUPTED = 130
const read = readOptions(process.argv.slice(2), stories)
if ('text' in read) {
  const stream = read.exitCode === 0 ? process.stdout : process.stderr
  stream.write(`${read.text}\n`)
  process.exit(read.exitCode)
}
const { stories: chosen, workers, isJson, isExit, isKept } = read.options
// With --json, standard output is for the one object at the end.
const stream = isJson ? process.stderr : process.stdout
const say = (line: string) => stream.write(`${line}\n`)
const paint = paintFor(stream)
/** Of lines that no terminal shows. */
const COLUMNS = 160

const startMs = Date.now()
const dir = await mkdtemp(join(tmpdir(), 'millwright demo '))
say(opening(chosen))
const look = { startMs, stories: chosen, columns: stream.columns ?? COLUMNS, paint }
const world = await startWorld({
  stories: chosen,
  dir,
  workers,
  onEvent: (event) => say(timelineLine(event, look)),
})
// Asked to stop before the end, it says neither that all is well nor that something failed.
let code = INTERRUPTED
process.once('SIGINT', () => void leave())
process.once('SIGTERM', () => void leave())
say(`dashboard: ${world.status.url}\n`)
const results = await Promise.all(chosen.map((story) => play(world, story)))
const end = { results, seconds: (Date.now() - startMs) / 1000, problem: null }
code = isOk(end) ? 0 : 1
say(`\n${table(results, paint)}\n`)
say(closing(end, world.service.logFile))
if (isJson) process.stdout.write(`${jsonResult(end)}\n`)
if (isExit || isJson) await leave()
say(`the service is still running: look at ${world.status.url}, stop it with Ctrl-C`)

async function leave(): Promise<never> {
  await world.close()
  if (isKept || code === 1) say(`kept for a look: ${dir}`)
  else await rm(dir, { recursive: true, force: true })
  process.exit(code)
}
