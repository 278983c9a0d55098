import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stories } from '../stories/stories.ts'
import { play } from './play.ts'
import { readOptions } from './read-options.ts'
import { table } from './table.ts'
import { timelineLine } from './timeline-line.ts'
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
const say = (line: string) => (isJson ? process.stderr : process.stdout).write(`${line}\n`)

const start = Date.now()
const dir = await mkdtemp(join(tmpdir(), 'millwright demo '))
say(`Millwright demo: ${chosen.length} red pull requests on a GitHub stand-in, a scripted model,`)
say('and real git, Redis, CI, workers and jails. Nothing leaves this machine.\n')
const world = await startWorld({
  stories: chosen,
  dir,
  workers,
  onEvent: (event) => say(timelineLine(event, start)),
})
// Asked to stop before the end, it says neither that all is well nor that something failed.
let code = INTERRUPTED
process.once('SIGINT', () => void leave())
process.once('SIGTERM', () => void leave())
say(`dashboard: ${world.status.url}\n`)
const results = await Promise.all(chosen.map((story) => play(world, story)))
say(`\n${table(results)}\n`)
const ok = results.every((r) => r.ok)
code = ok ? 0 : 1
const seconds = (Date.now() - start) / 1000
say(
  ok ? `all ${results.length} stories ended as they should, in ${seconds.toFixed(0)} s` : 'not ok',
)
if (isJson) {
  const tasks = results.flatMap((r) => r.tasks.map((task) => ({ story: r.story, ...task })))
  process.stdout.write(`${JSON.stringify({ ok, seconds, stories: results, tasks }, null, 2)}\n`)
}
if (isExit || isJson) await leave()
say(`the service is still running; look at ${world.status.url} and stop it with Ctrl-C`)

async function leave(): Promise<never> {
  await world.close()
  if (isKept || code === 1) say(`kept for a look: ${dir}`)
  else await rm(dir, { recursive: true, force: true })
  process.exit(code)
}
