// `npm run bench:webhooks`: how many webhooks the lead's listener accepts, each stored in a Redis
// that syncs every write, beside a Probot server whose handler does nothing. Probot, 98 MB, is
// installed into a temporary folder.
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import webhooks from '@octokit/webhooks-examples'
import { z } from 'zod'
import { openQueues } from '../libs/queue/src/index.ts'
import { connectRedis } from '../libs/redis/src/index.ts'
import { logSink, startTestRedis } from '../libs/testing/src/index.ts'
import { median } from './bench/in-turns.ts'
import { processorMs } from './bench/processor-ms.ts'
import { quantile, WebhookLoad } from './bench/webhook-load.ts'

const PROBOT = 'probot@14.3.2'
const ROUNDS = 5
const COUNT = 3_000
const STEADY_PER_SECOND = 500
const secret = 'a webhook secret'
const Examples = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }))
const Completed = z.looseObject({
  action: z.literal('completed'),
  workflow_run: z.looseObject({ conclusion: z.string() }),
})

const say = (line: string) => process.stdout.write(`${line}\n`)
const dir = await mkdtemp(join(tmpdir(), 'millwright-bench-'))
const redis = await startTestRedis()
const { logger } = logSink()
const client = connectRedis({ url: redis.url, name: 'bench', logger })
const queues = openQueues({ url: redis.url, redis: client, logger })
installProbot()
const children = [
  start('lead-listener.ts', [redis.url, secret]),
  start('probot-listener.mjs', [dir, secret]),
]
try {
  const urls = await Promise.all(children.map(addressOf))
  const loads = urls.map((url) => new WebhookLoad({ url, secret }, 'workflow_run', payload()))
  const names = ['the lead', 'Probot']
  const speed: number[][] = [[], []]
  const full: number[][][] = [[], []]
  const steady: number[][][] = [[], []]
  const processor: number[][] = [[], []]
  const redisPid = Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1])
  // Redis works for the lead alone.
  const spentMs = (index: number) =>
    processorMs(children[index]?.pid ?? 0) + (index === 0 ? processorMs(redisPid) : 0)
  // The first round warms the code.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, load] of loads.entries()) {
      const before = spentMs(index)
      const { perSecond, sortedMs } = await load.fullSpeed(COUNT)
      const spent = (spentMs(index) - before) / COUNT
      await emptyInbox(index)
      const steadyMs = await load.steady(COUNT, STEADY_PER_SECOND)
      await emptyInbox(index)
      if (round === 0) continue
      say(`round ${round}, ${names[index]}: ${perSecond.toFixed(0)} a second`)
      speed[index]?.push(perSecond)
      processor[index]?.push(spent)
      full[index]?.push(sortedMs)
      steady[index]?.push(steadyMs)
    }
  }
  say(`${JSON.stringify(payload()).length} bytes, ${ROUNDS} rounds of ${COUNT}, medians of rounds`)
  for (const [index, name] of names.entries()) {
    say(`${name}: ${middle(speed[index]).toFixed(0)} accepted a second`)
    say(`  processor ms for each:  ${middle(processor[index]).toFixed(3)}`)
    say(`  at full speed, ms:      ${quantiles(full[index])}`)
    say(`  at ${STEADY_PER_SECOND} a second, ms:    ${quantiles(steady[index])}`)
  }
  say(`the lead is ${(middle(speed[0]) / middle(speed[1])).toFixed(2)} times as fast (aim: 2)`)
  for (const load of loads) load.close()
} finally {
  for (const child of children) child.kill('SIGKILL')
  client.disconnect()
  await redis.stop()
  await rm(dir, { recursive: true })
}

/** Throws when not every event that the lead accepted lies in its inbox. */
async function emptyInbox(index: number): Promise<void> {
  const { waiting } = (await queues.depths()).inbox
  const expected = index === 0 ? COUNT : 0
  if (waiting !== expected) throw new Error(`${waiting} events stored, not ${expected}`)
  await client.flushdb()
}

function payload(): unknown {
  const { examples } = Examples.parse(webhooks).find(({ name }) => name === 'workflow_run') ?? {}
  return examples?.find((one) => Completed.safeParse(one).success)
}

function installProbot(): void {
  // One of its packages asks for a newer Node.js than it needs; our own npm settings forbid that.
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--engine-strict=false']
  execFileSync('npm', ['install', '--prefix', dir, ...options, PROBOT], { stdio: 'ignore' })
}

function start(file: string, args: readonly string[]) {
  const execArgv = ['--import', 'tsx', '--conditions=@millwright/source']
  return fork(new URL(`bench/${file}`, import.meta.url), args, { execArgv, stdio: 'inherit' })
}

async function addressOf(child: ReturnType<typeof start>): Promise<string> {
  const [address] = await once(child, 'message', { signal: AbortSignal.timeout(30_000) })
  return String(address)
}

function middle(numbers: readonly number[] = []): number {
  return median(numbers.toSorted((a, b) => a - b))
}

function quantiles(rounds: readonly number[][] = []): string {
  return [0.5, 0.99]
    .map((part) => {
      const each = rounds.map((sorted) => quantile(sorted, part))
      const name = `p${part * 100}`
      return `${name} ${middle(each).toFixed(1)} (${Math.min(...each).toFixed(1)} to ${Math.max(...each).toFixed(1)})`
    })
    .join(', ')
}
