import { parseArgs } from 'node:util'
import { playSeed } from './play-seed.ts'

// `SEEDS=20 npm run test:chaos`: plays that many seeds, two at a time, and names those that failed.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '0' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)

const first = Number(values.first)
const last = first + Number(values.seeds) - 1
const failed: number[] = []
for (let seed = first; seed <= last; seed += 2) {
  await Promise.all([seed, seed + 1].filter((one) => one <= last).map(playAndTell))
}
say(failed.length === 0 ? 'all seeds ended well' : `failed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)

async function playAndTell(seed: number): Promise<void> {
  const start = Date.now()
  const problems = await playSeed(seed)
  if (problems.length > 0) failed.push(seed)
  const seconds = ((Date.now() - start) / 1000).toFixed(0)
  say(`seed ${seed}: ${problems.length === 0 ? 'ok' : 'NOT OK'}, ${seconds} s`)
  for (const problem of problems) say(`  ${problem}`)
}
