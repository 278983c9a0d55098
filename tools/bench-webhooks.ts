// `npm run bench:webhooks`: how many webhooks the lead's listener accepts, each stored in a Redis
// that syncs every write, beside a Probot server whose handler does nothing and a listener that only
// reads and answers. Probot, 98 MB, is installed into a temporary folder.
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import webhooks from '@octokit/webhooks-examples'
import { z } from 'zod'
import { PREFIX } from '../libs/protocol/src/index.ts'
import { openQueues } from '../libs/queue/src/index.ts'
import { connectRedis } from '../libs/redis/src/index.ts'
import { logSink, startTestRedis } from '../libs/testing/src/index.ts'
import { PeerRun } from './bench/peer-run.ts'
import { processorMs } from './bench/processor-ms.ts'
import { WebhookLoad } from './bench/webhook-load.ts'

const PROBOT = 'probot@14.3.2'
const ROUNDS = 5
const COUNT = 3_000
const STEADY_COUNT = 1_500
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
const peers = [
  { name: 'the lead', child: start('lead-listener.ts', [redis.url, secret]), stores: true },
  { name: 'Probot', child: start('probot-listener.mjs', [dir, secret]), stores: false },
  { name: 'read and answered only', child: start('bare-listener.ts', []), stores: false },
]
const wish = { count: COUNT, steadyCount: STEADY_COUNT, perSecond: STEADY_PER_SECOND }
try {
  const redisPid = Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1])
  const runs = await Promise.all(peers.map(prepare))
  // The first round warms the code.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { run, child, stores } of runs) {
      // Redis works for the lead alone.
      const spent = () => ({
        listener: processorMs(child.pid ?? 0),
        redis: stores ? processorMs(redisPid) : 0,
      })
      await run.round(wish, spent, (count) => settle(stores ? count : 0))
      if (round === 0) run.forget()
    }
    say(`round ${round} of ${ROUNDS}`)
  }
  const { length: bytes } = JSON.stringify(payload())
  say(`${bytes} bytes, ${ROUNDS} rounds of ${COUNT}, medians of rounds (least to most)`)
  for (const { run } of runs) for (const line of run.lines(STEADY_PER_SECOND)) say(line)
  const [lead = 0, probot = 0, bare = 0] = runs.map(({ run }) => run.perSecond)
  say(`the lead is ${(lead / probot).toFixed(2)} times as fast as Probot (aim: 2)`)
  say(`and ${(lead / bare).toFixed(2)} times as fast as reading and answering alone`)
} finally {
  for (const { child } of peers) child.kill('SIGKILL')
  client.disconnect()
  await redis.stop()
  await rm(dir, { recursive: true })
}

async function prepare(peer: (typeof peers)[number]) {
  const url = await addressOf(peer.child)
  const load = new WebhookLoad({ url, secret }, 'workflow_run', payload())
  return { ...peer, run: new PeerRun(peer.name, load) }
}

/** Waits until all that was accepted has been read; throws when not all of it lies in the inbox. */
async function settle(stored: number): Promise<void> {
  while ((await client.hlen(`${PREFIX}:intake`)) > 0) await sleep(20)
  const { waiting } = (await queues.depths()).inbox
  if (waiting !== stored) throw new Error(`${waiting} events stored, not ${stored}`)
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
