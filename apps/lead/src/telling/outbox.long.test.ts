import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openQueues } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { logSink, startTestRedis, temporaryDirectory, waitFor } from '@millwright/testing'
import { expect, onTestFinished, test } from 'vitest'

/** A claim lasts 20 s beyond the death of its process. */
const TOLD_MS_MAX = 60_000

test('what people are to be told outlives the death of the lead and of Redis', async () => {
  const people = await startPeople()
  const { server, queues, store } = await openOutbox()
  const first = await startLead(server.url, people.url)
  const notification = { severity: 'warning', title: 'acme/web#7', text: 'red' } as const
  const add = (key: string, target: string | undefined, delayMs: number) => {
    const job = { kind: 'notify', target, notification: { ...notification, key } } as const
    return queues.deliveries.add(job, `notify.${key}`, delayMs)
  }

  const told = async () => {
    const events = await store.readEvents({ after: null, limit: 9 })
    return events.map(({ event }) => event.text).toSorted()
  }

  people.keepSilent('slow')
  await add('now', undefined, 0)
  await add('later', 'quick', 8_000)
  // The slow one was asked and has not answered, the quick one was told, a third message waits.
  const isHalfDone = async () => {
    const { active, delayed } = (await queues.depths()).deliveries
    return people.told('slow').length === 1 && (await told()).length === 1 && active + delayed === 2
  }
  await waitFor(isHalfDone, { what: 'one to be told' })
  first.kill('SIGKILL')
  await server.restart()
  people.speak('slow')
  await startLead(server.url, people.url)
  const done = async () => people.told('quick').includes('later') && people.told('slow').length > 1
  await waitFor(done, { timeoutMs: TOLD_MS_MAX, what: 'the rest to be told' })
  await waitFor(async () => (await told()).length === 3, { what: 'the timeline' })

  // Who had not answered hears it under the same key once more, which is how a repeat is known.
  expect(people.told('slow')).toEqual(['now', 'now'])
  expect(people.told('quick')).toEqual(['now', 'later'])
  expect(await told()).toEqual([
    'acme/web#7 (told to quick)',
    'acme/web#7 (told to quick)',
    'acme/web#7 (told to slow)',
  ])
})

async function openOutbox() {
  const server = await startTestRedis()
  const { logger } = logSink()
  const redis = connectRedis({ url: server.url, name: 'test' })
  const queues = openQueues({ url: server.url, redis, logger })
  onTestFinished(async () => {
    await queues.close()
    redis.disconnect()
    await server.stop()
  })
  return { server, queues, store: createStore(redis) }
}

/** Those who are told: each remembers the keys of what it heard, and may leave a call unanswered. */
async function startPeople() {
  const heard: { path: string; key: string }[] = []
  const silent = new Set<string>()
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1)
    void text(request).then((body) => {
      heard.push({ path, key: JSON.parse(body).key })
      if (!silent.has(path)) response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    told: (path: string) => heard.filter((one) => one.path === path).map(({ key }) => key),
    keepSilent: (path: string) => void silent.add(path),
    speak: (path: string) => void silent.delete(path),
  }
}

/** The part of a lead that tells people, in a process of its own. */
async function startLead(redisUrl: string, peopleUrl: string): Promise<ChildProcess> {
  const cwd = await temporaryDirectory()
  const targets = ['slow', 'quick'].map(
    (name) => `  - { name: ${name}, url: ${peopleUrl}/${name} }`,
  )
  writeFileSync(join(cwd, 'millwright.yaml'), ['notify:', ...targets].join('\n'))
  writeFileSync(join(cwd, 'lead.mjs'), program)
  const flags = ['--conditions=@millwright/source', '--import', import.meta.resolve('tsx')]
  const child = spawn(process.execPath, [...flags, join(cwd, 'lead.mjs'), redisUrl], {
    ...{ cwd, stdio: ['ignore', 'pipe', 'inherit'] },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

const from = (name: string) => JSON.stringify(import.meta.resolve(name))
const program = `
const { loadConfig } = await import(${from('@millwright/config')})
const { createRedactor } = await import(${from('@millwright/logger')})
const { openQueues, workDeliveries } = await import(${from('@millwright/queue')})
const { connectRedis } = await import(${from('@millwright/redis')})
const { createStore } = await import(${from('@millwright/store')})
const { createParts } = await import(${from('../create-parts.ts')})
const { handleOutgoing } = await import(${from('../handle-outgoing.ts')})
const url = process.argv[2]
const silent = () => {}
const logger = { debug: silent, info: silent, warn: silent, error: silent }
const redis = connectRedis({ url, name: 'lead' })
const parts = createParts({
  config: loadConfig({ role: 'lead', env: {}, cwd: process.cwd() }),
  redact: createRedactor([]),
  store: createStore(redis),
  queues: openQueues({ url, redis, logger }),
  logger,
})
workDeliveries({ url, logger, concurrency: 4, handle: (job) => handleOutgoing(parts, job) })
process.stdout.write('ready')
`
