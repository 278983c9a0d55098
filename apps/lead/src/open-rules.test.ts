import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig } from '@millwright/config'
import { createRedactor } from '@millwright/logger'
import { openQueues, type Queues } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { logSink, startTestRedis, temporaryDirectory, waitFor } from '@millwright/testing'
import { diagnose } from '@millwright/triage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRules } from './open-rules.ts'

let server: Awaited<ReturnType<typeof startTestRedis>>
let redis: ReturnType<typeof connectRedis>
let queues: Queues
beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'rules-test' })
  queues = openQueues({ url: server.url, redis, logger: logSink().logger })
})
afterAll(async () => {
  await queues.close()
  redis.disconnect()
  await server.stop()
})

const pack = `schema: 1
tool: acme
rules:
  - id: broken
    tier: 30
    category: build-error
    summary: Acme is broken.
    match: ['^acme: broken$']
    examples: { hit: ['acme: broken'] }
`
const expired = `schema: 1
known_issues:
  - id: old
    match: ['^acme: old$']
    link: https://tracker.acme.example/1
    note: It was mended.
    expires: 2020-01-31
`

/** A lead's rules with a folder of these files, and what it told. */
async function open(files: Record<string, string>) {
  const folder = await temporaryDirectory()
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  for (const [name, text] of Object.entries(files)) await write(name, text)
  const store = createStore(redis)
  const config = { ...loadConfig({ role: 'lead', env: {}, cwd: folder }), rules_dir: folder }
  const redact = createRedactor([])
  const rules = await openRules({ config, store, queues, redact, logger: logSink().logger })
  const isTold = async (text: string) =>
    (await store.readEvents({ after: '0', limit: 100 })).some(
      ({ event }) => event.kind === 'rules' && event.text.includes(text),
    )
  const told = (text: string) => waitFor(() => isTold(text), { what: text })
  const ruleOf = async (log: string) => (await diagnose(log, {}, rules.current())).rule
  return { folder, write, rules, told, ruleOf }
}

test('a bad pack is told with its place and leaves the last good set until it is right', async () => {
  const { folder, write, rules, told, ruleOf } = await open({ 'acme.yaml': pack })

  const first = await ruleOf('acme: broken')
  await write('acme.yaml', pack.replace('tier: 30', 'tier: high'))
  await told(`last good rules stay: ${folder}/acme.yaml:5:5: rules.0.tier`)
  const kept = await ruleOf('acme: broken')
  const isWarned = async () => (await queues.depths()).deliveries.waiting === 1
  await waitFor(isWarned, { what: 'people to be warned' })
  await write('acme.yaml', pack.replace('id: broken', 'id: mended'))
  await told('an edit is in use from now on: sha256:')
  const swapped = await ruleOf('acme: broken')
  await rules.close()

  expect([first, kept, swapped]).toEqual(['acme/broken', 'acme/broken', 'acme/mended'])
})

test('a known issue that has expired is told when the lead starts', async () => {
  const { rules, told } = await open({ 'issues.yaml': expired })

  await told('known issue issues/old counts no more since 2020-01-31')

  await rules.close()
})

test('a folder that cannot be used keeps the lead from starting', async () => {
  await expect(open({ 'acme.yaml': 'schema: 2' })).rejects.toThrow(/acme\.yaml:1:1: /)
})
