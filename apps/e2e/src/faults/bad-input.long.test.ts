import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectRedis, findPrivateRedis } from '@millwright/redis'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { play } from '../demo/play.ts'
import { root } from '../demo/root.ts'
import { startTestWorld, type TestWorld } from '../invariants/start-test-world.ts'
import { badFormat } from '../stories/bad-format.ts'
import { cheatingModel } from '../stories/cheating-model.ts'
import { fixedTest } from './fault-stories.ts'
import { binaryLog, endOfRedJob, longLog, oddLogs, oneLineLog, redJob } from './odd-logs.ts'
import { forgetPeak, peakBytes } from './peak-memory.ts'
import { processesBelow } from './processes-below.ts'
import { runCli } from './run-cli.ts'
import { postLarge, postSigned } from './send-raw.ts'

const WAIT_MS = 120_000
/** What the lead may take for logs of any size and two sets of rules, while one is swapped. */
const GROWTH_BYTES_MAX = 300_000_000
const MILLION = 1_000_000

/** A rule that only this operator has. */
const ownRule = `schema: 1
tool: acme
rules:
  - id: closed
    tier: 5
    category: policy-gate
    summary: The mill is closed on Sundays.
    match: ['^acme: closed$']
    examples: { hit: ['acme: closed'] }
`

let world: TestWorld
let prompts: string
let lead: { pid: number; peak: number }

beforeAll(async () => {
  prompts = join(await temporaryDirectory(), 'prompts')
  await cp(join(root, 'prompts'), prompts, { recursive: true })
  const stories = [oddLogs, fixedTest, badFormat, cheatingModel]
  const rules = await temporaryDirectory()
  await writeFile(join(rules, 'acme.yaml'), ownRule)
  world = await startTestWorld(stories, { prompts_dir: prompts, rules_dir: rules })
  const pid = await leadPid()
  await forgetPeak(pid)
  lead = { pid, peak: await peakBytes(pid) }
}, WAIT_MS)
afterAll(() => world.close(), WAIT_MS)

test('a delivery with a wrong or without a signature is answered 401 and not stored', async () => {
  const before = await stored()
  const signatures = [`sha256=${'0'.repeat(64)}`, 'sha256=', 'sha1=abc', null]

  const answers = await Promise.all(signatures.map((one) => postSigned(world.webhookUrl, one)))

  expect(answers).toEqual([401, 401, 401, 401])
  expect(await stored()).toEqual(before)
})

test('a body over the limit is refused before anybody looks at it', async () => {
  const before = await stored()
  const send = (isChunked: boolean) => postLarge(world.webhookUrl, 6 * MILLION, isChunked)

  const answers = await Promise.all([send(false), send(true)])

  for (const answer of answers) expect([413, 'cut off']).toContain(answer)
  expect(await stored()).toEqual(before)
})

test('a signed body that is no event is refused, an unknown event ignored, and neither is stored', async () => {
  const before = await stored()
  const wrong: [string, Record<string, unknown>][] = [
    ['workflow_run', { hello: 'world' }],
    ['workflow_run', { action: 'completed', workflow_run: 1 }],
    ['No Event', { action: 'completed' }],
  ]

  const sent = wrong.map(([event, body]) => world.github.sendWebhook(event, body))
  await waitFor(() => sent.every(({ status }) => status !== null), { what: 'all answers' })

  expect(sent.map(({ status }) => status)).toEqual([400, 400, 202])
  expect(await stored()).toEqual(before)
})

test('an event for a repository that nobody configured is left alone, and the reason is told', async () => {
  await redJob(world, 'real', 'Error: Input required and not supplied: TOKEN')
  const deliveries = () => world.github.deliveries().filter((d) => d.body.includes(oddLogs.repo))
  const isEnd = (d: { event: string }) => d.event === 'workflow_run'
  const real = await waitFor(() => deliveries().find(isEnd), { what: 'a real event' })
  const body = JSON.parse(real.body.replaceAll('acme/', 'strangers/')) as Record<string, unknown>

  const sent = world.github.sendWebhook('workflow_run', body)
  const event = await world.seen((e) => e.repo === 'strangers/odd-logs' && e.kind === 'decision')

  expect(sent.status).toBe(202)
  expect(event.text).toContain('not in the configuration')
  expect(await world.status.taskIds('strangers/odd-logs')).toEqual([])
})

test('a misspelt key of the configuration is named, with the right one', async () => {
  const file = join(await temporaryDirectory(), 'millwright.yaml')
  await writeFile(file, 'webhok:\n  port: 8686\nworker:\n  lock_secnds: 60\n')

  const { code, output } = await runCli(['config', 'check', '--config', file])

  expect(code).toBe(3)
  expect(output).toMatch(/webhok\b.*did you mean.*\bwebhook\b/)
  expect(output).toMatch(/lock_secnds\b.*did you mean.*\block_seconds\b/)
})

describe.concurrent('on one service', () => {
  test('a GitHub that fails for a while costs time and nothing else', {
    timeout: WAIT_MS,
  }, async () => {
    const { repo } = badFormat
    world.github.faults.failNext({ path: repo, status: 500, times: 6 })
    world.github.faults.failNext({ path: /acme\/site.*\/comments$/, method: 'POST', status: 502 })
    world.github.faults.failNext({ path: /acme\/site.*receive-pack$/, status: 503, times: 2 })

    const { problems } = await play(world, badFormat)

    expect(problems).toEqual([])
  })

  test.for([
    { name: 'missing', log: null, says: 'GitHub has no log of this job' },
    { name: 'huge', log: longLog(110 * MILLION), says: 'The log was cut after 100000000 bytes' },
    { name: 'endless', log: oneLineLog(50 * MILLION), says: 'No rule recognised' },
    { name: 'empty', log: '', says: 'The log is empty' },
    { name: 'binary', log: binaryLog(), says: 'not text but binary data' },
  ])(
    'a log that is $name ends with a person, who is told why',
    { timeout: WAIT_MS },
    async (odd) => {
      const end = await endOfRedJob(world, await redJob(world, odd.name, odd.log))

      expect(end.state).toBe('escalated')
      expect(end.reason).toContain(odd.says)
      expect(end.comment).toContain(odd.says)
    },
  )

  test("an operator's own rule decides", { timeout: WAIT_MS }, async () => {
    const end = await endOfRedJob(world, await redJob(world, 'own', 'acme: closed\n'))

    expect(end.state).toBe('escalated')
    expect(end.comment).toContain('The mill is closed on Sundays.')
  })

  test('a log that is uploaded late is waited for', { timeout: WAIT_MS }, async () => {
    world.github.faults.hideLogs(2)
    const log = 'Error: Input required and not supplied: REGISTRY_TOKEN\n'

    const end = await endOfRedJob(world, await redJob(world, 'late', log))

    expect(end.state).toBe('escalated')
    expect(end.reason).toContain('secret-missing')
  })

  test('a prompt is taken once it is right, and the last good one until then', {
    timeout: WAIT_MS,
  }, async () => {
    const file = join(prompts, 'fix-test.prompt.md')
    const good = await readFile(file, 'utf8')
    const place = `fix-test.prompt.md:${good.split('\n').length}:4: `

    await writeFile(file, `${good}{{ no_such_thing }}\n`)
    await untilLogged(place)
    const before = await play(world, fixedTest)
    await writeFile(file, `${good}\nLeave the mill as you found it.\n`)
    await untilLogged('an edit is in use')
    const after = await play(world, cheatingModel)

    expect([...before.problems, ...after.problems]).toEqual([])
    expect(world.events.some((e) => e.kind === 'prompts' && e.text.includes(place))).toBe(true)
    expect(await promptOf(before)).not.toContain('no_such_thing')
    expect(await promptOf(after)).toContain('Leave the mill as you found it.')
  })
})

test('the same lead has done all this within its memory', async () => {
  expect(await leadPid()).toBe(lead.pid)
  expect((await peakBytes(lead.pid)) - lead.peak).toBeLessThan(GROWTH_BYTES_MAX)
})

/** The GUIDs of all stored deliveries: what is on its way into the inbox, and what lies there. */
async function stored(): Promise<string[]> {
  const server = await findPrivateRedis(join(world.dir, 'data'))
  if (server === null) throw new Error('the private Redis does not run')
  const redis = connectRedis({ url: server.url, name: 'test' })
  const waiting = await redis.hkeys('millwright:intake')
  const jobs = await redis.keys('millwright:inbox:id-*')
  await redis.quit()
  const moved = jobs.map((key) => key.replace('millwright:inbox:id-', '').replace(':lock', ''))
  return [...new Set([...waiting, ...moved])].toSorted()
}

async function leadPid(): Promise<number> {
  const found = (await processesBelow(world.dir)).find(({ kind }) => kind === 'lead')
  if (!found) throw new Error('no lead runs')
  return found.pid
}

async function untilLogged(words: string): Promise<void> {
  const isThere = async () => (await readFile(world.service.logFile, 'utf8')).includes(words)
  await waitFor(isThere, { timeoutMs: 20_000, everyMs: 100, what: `the log to say: ${words}` })
}

async function promptOf({ tasks }: { tasks: { task_id: string }[] }): Promise<string> {
  const [first] = tasks
  if (!first) throw new Error('the story has no task')
  return (await world.status.task(first.task_id)).task.prompt
}
