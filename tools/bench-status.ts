// `npm run bench:status`: how soon the status API lists tasks among 100,000, and how soon 200 open
// streams hear of an event. The service runs in a process of its own; Redis syncs every write.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectRedis } from '../libs/redis/src/index.ts'
import { createStore } from '../libs/store/src/index.ts'
import { keys } from '../libs/store/src/keys.ts'
import { TASKS_MAX } from '../libs/store/src/limits.ts'
import { startTestRedis, waitFor } from '../libs/testing/src/index.ts'
import { EventReader } from './bench/event-reader.ts'
import { processorMs } from './bench/processor-ms.ts'
import { seedTasks } from './bench/seed-tasks.ts'
import { quantile } from './bench/webhook-load.ts'

/** As many as the service keeps. */
const TASKS = TASKS_MAX
const REQUESTS = 300
const PARALLEL = 4
const READERS = 200
const EVENTS = 40
const IDLE_MS = 10_000

const say = (line: string) => process.stdout.write(`${line}\n`)
const server = await startTestRedis()
const redis = connectRedis({ url: server.url, name: 'bench' })
const child = fork(new URL('./bench/status-service.ts', import.meta.url), [server.url])
const spentMs = () => processorMs(child.pid ?? 0)
try {
  const [address] = await once(child, 'message')
  const url = String(address)
  const emptyBytes = await usedBytes()
  const bytes = await seedTasks(redis, TASKS)
  const packed = Number(await redis.get(keys.taskBytes))
  const kB = (all: number) => `${(all / TASKS / 1000).toFixed(2)} kB`
  say(`${TASKS} tasks are filed: as JSON ${kB(bytes)} each, packed ${kB(packed)}`)
  const used = (await usedBytes()) - emptyBytes
  say(`Redis holds ${(used / 1e6).toFixed(0)} MB of them, ${kB(used)} each with key and indices`)
  await measure(url, 'the newest 50', () => '')
  await measure(url, 'of one state', () => '&state=escalated')
  await measure(url, 'of one repository', (n) => `&repo=acme/repo-${n % 20}`)
  await measure(
    url,
    'of one pull request',
    (n) => `&repo=acme/repo-${n % 20}&pull=${Math.floor(n / 10) + 2}`,
  )
  await measure(url, 'with words that stand in few', (n) => `&q=repo-${TASKS - 1 - n}`, 50)
  await measure(url, 'a page far behind', await farBehind(url))
  await fanOut(url)
} finally {
  child.kill()
  redis.disconnect()
  await server.stop()
}

async function usedBytes(): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1])
}

/** Lists as often as told, a few at a time, and says how long one took. */
async function measure(
  url: string,
  what: string,
  query: (n: number) => string,
  requests = REQUESTS,
): Promise<void> {
  const ask = async (n: number) => {
    const start = performance.now()
    const answer = await fetch(`${url}/api/v1/tasks?limit=50${query(n)}`)
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
    return performance.now() - start
  }
  for (let n = 0; n < 10; n += 1) await ask(n)
  const before = spentMs()
  const tookMs: number[] = []
  for (let n = 0; n < requests; n += PARALLEL) {
    tookMs.push(...(await Promise.all(Array.from({ length: PARALLEL }, (_, i) => ask(n + i)))))
  }
  const processor = (spentMs() - before) / tookMs.length
  const sorted = tookMs.toSorted((a, b) => a - b)
  const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)].map((ms) => ms.toFixed(1))
  say(`tasks, ${what}: p50 ${p50} ms, p99 ${p99} ms, ${processor.toFixed(1)} ms of processor each`)
}

/** The page behind the 5,000th task, by the cursor that leads there. */
async function farBehind(url: string): Promise<() => string> {
  let before = ''
  for (let page = 0; page < 5; page += 1) {
    const answer = await fetch(`${url}/api/v1/tasks?limit=1000${before}`)
    const { next }: { next: string } = JSON.parse(await answer.text())
    before = `&before=${encodeURIComponent(next)}`
  }
  return () => before
}

/** How soon all readers hear of an event, and what it costs to keep them while nothing happens. */
async function fanOut(url: string): Promise<void> {
  const store = createStore(redis)
  const readers: EventReader[] = []
  for (let n = 0; n < READERS; n += 1) readers.push(await EventReader.open(url))
  const before = spentMs()
  await sleep(IDLE_MS)
  const idle = ((spentMs() - before) / IDLE_MS) * 100
  const tookMs: number[] = []
  for (let n = 0; n < EVENTS; n += 1) {
    const name = `event ${n}`
    const start = performance.now()
    await store.addEvent({ at: new Date().toISOString(), kind: 'task', text: name })
    const hasAll = () => readers.every(({ heard }) => heard.has(name))
    await waitFor(hasAll, { what: `${READERS} readers to hear` })
    for (const { heard } of readers) tookMs.push((heard.get(name) ?? 0) - start)
    await sleep(Math.random() * 200)
  }
  for (const reader of readers) reader.close()
  const sorted = tookMs.toSorted((a, b) => a - b)
  const [p50, p99, last] = [0.5, 0.99, 1].map((q) => quantile(sorted, q).toFixed(0))
  say(`${READERS} streams hear of an event: p50 ${p50} ms, p99 ${p99} ms, the last ${last} ms`)
  say(`${READERS} idle streams: ${idle.toFixed(1)} % of one core`)
}
