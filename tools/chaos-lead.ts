// `npm run test:chaos:lead`: random sequences of events against the lead's real handlers, on a real
// Redis and the stand-in for GitHub, while the lead is killed between any two effects. Each seed is
// a case of its own; one that breaks an invariant is named with the command that plays it again.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Played, playSeed } from '../apps/lead/src/chaos/play-seed.fixture.ts'
import { openLeadWorld } from '../apps/lead/src/scenes/lead-world.fixture.ts'

const Count = z.object({ deaths: z.number(), effects: z.number(), failed: z.number() })
type Count = z.infer<typeof Count>

const PROCESSES = 2
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    first: { type: 'string', default: '0' },
    /** Prints all that happened. */
    story: { type: 'boolean', default: false },
    /** Only every so many seeds: the others are another process'. */
    every: { type: 'string' },
  },
})
const [seeds, first] = [Number(values.seeds), Number(values.first)]
const say = (line: string) => process.stdout.write(`${line}\n`)

if (values.every === undefined) await playAll()
else await playSome(Number(values.every))

async function playAll(): Promise<void> {
  const startedAt = performance.now()
  const counts = await Promise.all(Array.from({ length: PROCESSES }, (_, n) => playApart(n)))
  const sum = (of: (count: Count) => number) => counts.reduce((all, count) => all + of(count), 0)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  const failed = sum((count) => count.failed)
  const [deaths, effects] = [sum((count) => count.deaths), sum((count) => count.effects)]
  say(`${seeds} seeds, ${deaths} deaths in ${effects} calls, ${failed} failed, ${seconds} s`)
  process.exitCode = failed === 0 ? 0 : 1
}

/** Every process has a Redis and a clock of its own. */
async function playApart(number: number): Promise<Count> {
  const range = [`--first=${first + number}`, `--seeds=${seeds - number}`, `--every=${PROCESSES}`]
  const args = values.story ? [...range, '--story'] : range
  const child = fork(fileURLToPath(import.meta.url), args)
  let count: Count = { deaths: 0, effects: 0, failed: 1 }
  child.on('message', (message) => {
    count = Count.parse(message)
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) say(`process ${number} ended with ${code} in the middle of a play: NOT OK`)
  return count
}

async function playSome(every: number): Promise<void> {
  const world = await openLeadWorld()
  const count = { deaths: 0, effects: 0, failed: 0 }
  for (let seed = first; seed < first + seeds; seed += every) {
    const played = await playSeed(world, seed)
    count.deaths += played.deaths
    count.effects += played.verbs
    if (values.story) for (const line of played.story) say(`  ${line}`)
    if (played.problems.length === 0) continue
    count.failed += 1
    complain(seed, played)
  }
  await world.close()
  process.send?.(count)
  process.disconnect()
}

/** With all that happened: what runs at the same time may run in another order the next time. */
function complain(seed: number, { problems, story }: Played): void {
  if (!values.story) for (const line of story) say(`  ${line}`)
  const lines = problems.map((problem) => `\n  ${problem}`).join('')
  say(`seed ${seed}: NOT OK${lines}`)
  say(`  again: npm run test:chaos:lead -- --seeds 1 --first ${seed} --story`)
}
