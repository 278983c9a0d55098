import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWorld } from '../demo/world.ts'
import { forgetPeak, peakBytes } from '../faults/peak-memory.ts'
import { failingTest } from '../stories/failing-test.ts'
import { matchRepository } from '../stories/match-repository.ts'
import { stories as demoStories } from '../stories/stories.ts'
import type { Story } from '../stories/story.ts'
import { idleUse } from './idle-use.ts'
import { readProcessTree } from './process-tree.ts'
import { tokensOfStory } from './tokens-of-story.ts'
import { type Way, wayOfOneTask } from './way-of-one-task.ts'

const ROUNDS = 7
const IDLE_SECONDS = 30

/** The demo's first story in a repository of its own for each round. */
function storyOf(round: number): Story {
  const repo = `acme/cart-${round}`
  const script: Story['script'] = (stage) => {
    const original = failingTest.script?.(stage)
    return { name: repo, match: matchRepository(repo), turns: original?.turns ?? [] }
  }
  return { ...failingTest, repo, script, check: async () => [] }
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const dir = await mkdtemp(join(tmpdir(), 'millwright-bench-'))
const stories = Array.from({ length: ROUNDS }, (_, round) => storyOf(round))
const world = await startWorld({ stories: [...stories, ...demoStories], dir, workers: 1 })
try {
  const worker = (await readProcessTree(world.service.pid() ?? 0)).find((p) => p.name === 'worker')
  const resting = worker === undefined ? Number.NaN : await peakOf(worker.pid)
  const ways: Way[] = []
  for (const story of stories) ways.push(await wayOfOneTask(world, story))
  say(`${ROUNDS} rounds one after another, seconds (min median max)`)
  say('  sign: from the end of the failed job to the first sign on GitHub')
  say('  total: from the webhook to the pushed commit')
  say('  commands: of that the commands of the repository; own: the rest')
  for (const part of ['sign', 'total', 'commands', 'own'] as const) {
    const sorted = ways.map((way) => way[part]).toSorted((a, b) => a - b)
    const [min, median, max] = [sorted[0], sorted[ROUNDS >> 1], sorted.at(-1)]
    say(`  ${part.padEnd(9)} ${[min, median, max].map((s) => s?.toFixed(2)).join('  ')}`)
  }
  const busy = worker === undefined ? Number.NaN : (await peakBytes(worker.pid)) / 1e6
  say(
    `worker, resident MB: ${resting.toFixed(0)} before its first task, ${busy.toFixed(0)} at most`,
  )
  say('tokens of the demo: turns, sent anew, kept for later, read from what was kept, said')
  for (const story of demoStories) {
    const { turns, input, written, read, output, story: title } = await tokensOfStory(world, story)
    say(
      `  ${[turns, input, written, read, output].map((n) => String(n).padStart(6)).join('')}  ${title}`,
    )
  }
  const idle = await idleUse(world.service.pid() ?? 0, IDLE_SECONDS)
  say(`idle for ${IDLE_SECONDS} s: PSS in MB, CPU in percent of one core`)
  for (const { name, pssMb, cpuPercent } of idle) {
    say(`  ${name.padEnd(14)} ${pssMb.toFixed(0).padStart(4)}  ${cpuPercent.toFixed(2)}`)
  }
  const sum = (of: (use: (typeof idle)[number]) => number) => idle.reduce((s, u) => s + of(u), 0)
  const cpu = sum((u) => u.cpuPercent).toFixed(2)
  say(
    `  ${'together'.padEnd(14)} ${sum((u) => u.pssMb)
      .toFixed(0)
      .padStart(4)}  ${cpu}`,
  )
} finally {
  await world.close()
  await rm(dir, { recursive: true, force: true })
}
process.exit(0)

/** What the process holds now, and from now on measures anew. */
async function peakOf(pid: number): Promise<number> {
  await forgetPeak(pid)
  return (await peakBytes(pid)) / 1e6
}
