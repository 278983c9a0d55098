// `npm run bench:worker`: what a jail and a checkout cost, beside what they are made of.
import { median } from './bench/in-turns.ts'
import { timeJailStart } from './bench/jail-start.ts'
import { timeTurns } from './bench/turn-overhead.ts'
import { timeWarmCheckout } from './bench/warm-checkout.ts'

/** As fast as a model answers in the field, and faster than most. */
const THINKING_MS = 300

const say = (line: string) => process.stdout.write(`${line}\n`)

function table(title: string, times: Record<string, number[]>): void {
  say(`${title}, milliseconds (min median max)`)
  for (const [name, sorted] of Object.entries(times)) {
    const [min, max] = [sorted[0], sorted.at(-1)]
    const numbers = [min, median(sorted), max].map((ms) =>
      (ms ?? Number.NaN).toFixed(1).padStart(7),
    )
    say(`  ${name.padEnd(18)}${numbers.join('')}`)
  }
}

/** What the work itself takes: all the rest is other people's. */
const leastOf = (sorted: readonly number[] = []) => sorted[0] ?? Number.NaN
const fixed = (ms = Number.NaN) => ms.toFixed(1)

function processorTimes(processor: Record<string, number>): void {
  const spent = Object.entries(processor).map(([name, ms]) => `${name} ${fixed(ms)}`)
  say(`  processor time of all processes, milliseconds: ${spent.join(', ')}`)
}

const { times: jail, processor } = await timeJailStart()
table('start of a jail', jail)
processorTimes(processor)
const [least, middle] = [leastOf, median].map((of) => of(jail['our jail']) - of(jail['bare bwrap']))
say(
  `  our jail over bare bwrap: ${fixed(least)} at least, ${fixed(middle)} in the median (aim: 10)`,
)

for (const thinkingMs of [0, THINKING_MS]) {
  const answers = thinkingMs === 0 ? 'at once' : `after ${thinkingMs} ms`
  for (const [name, { processor: spent, ...times }] of Object.entries(
    await timeTurns(thinkingMs),
  )) {
    table(`a turn of a whole worker, ${name}, the model answers ${answers}`, times)
    say(`  processor time of all processes: ${fixed(spent)} ms`)
    say(`  beyond the tool's own time: ${fixed(median(times.beyond))} in the median (aim: 5)`)
  }
}

const checkout = await timeWarmCheckout()
table('warm checkout of 3,000 files', checkout)
const ratio = median(checkout['our workspace']) / median(checkout['git worktree add'])
say(`  our workspace: ${ratio.toFixed(2)} of git worktree add in the median (aim: 1.2)`)
process.exit(0)
