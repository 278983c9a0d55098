import { cpSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadConfig } from '@millwright/config'
import { createRedactor } from '@millwright/logger'
import { openQueues, type Queues } from '@millwright/queue'
import { connectRedis } from '@millwright/redis'
import { createStore, type PromptsInUse } from '@millwright/store'
import { logSink, startTestRedis, temporaryDirectory, waitFor } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenEdits } from './broken-edits.fixture.ts'
import { openPrompts } from './open-prompts.ts'

const installed = fileURLToPath(new URL('../../../../prompts', import.meta.url))

let server: Awaited<ReturnType<typeof startTestRedis>>
let lead: Awaited<ReturnType<typeof open>>
let redis: ReturnType<typeof connectRedis>
let queues: Queues
beforeAll(async () => {
  server = await startTestRedis()
  redis = connectRedis({ url: server.url, name: 'prompts-test' })
  queues = openQueues({ url: server.url, redis, logger: logSink().logger })
  lead = await open()
})
afterAll(async () => {
  await lead.prompts.close()
  await queues.close()
  redis.disconnect()
  await server.stop()
})

const read = (file: string) => readFile(join(installed, file), 'utf8')

/** A lead's prompts in a folder of their own, and what it shows of them. */
async function open() {
  const folder = await temporaryDirectory()
  cpSync(installed, folder, { recursive: true })
  const store = createStore(redis)
  const config = { ...loadConfig({ role: 'lead', env: {}, cwd: folder }), prompts_dir: folder }
  const redact = createRedactor([])
  const prompts = await openPrompts({ config, store, queues, redact, logger: logSink().logger })
  const scratch = join(await temporaryDirectory(), 'saved')
  /** Saves as an editor does: the file is the old one or the new one, never half of it. */
  const write = async (file: string, text: string) => {
    await writeFile(scratch, text)
    await rename(scratch, join(folder, file))
  }
  const told = async () =>
    (await store.readEvents({ after: '0', limit: 1000 }))
      .filter(({ event }) => event.kind === 'prompts')
      .map(({ event }) => event.text)
  const shown = (is: (state: PromptsInUse) => boolean) =>
    waitFor(
      async () => {
        const state = await store.readPromptsInUse()
        return state !== null && is(state) ? state : false
      },
      { what: 'what is in use' },
    )
  return { prompts, store, write, told, shown }
}

test('an edit is in use at once; its text and that before it are kept', async () => {
  const file = 'fix-lint.prompt.md'
  const text = await read(file)
  const before = lead.prompts.current().find('fix_lint')

  await lead.write(file, text.replace('Run the linter', 'Start the linter'))
  await lead.shown(({ hash }) => hash === lead.prompts.current().hash && hash !== '')
  await lead.shown(({ templates }) => templates.every(({ hash }) => hash !== before.hash))
  const after = lead.prompts.current().find('fix_lint')
  const versions = await lead.store.listPromptVersions('fix-lint')

  expect(versions.map(({ hash }) => hash)).toEqual([after.hash, before.hash])
  expect(versions[0]?.files[0]?.text).toContain('Start the linter')
  expect(versions[1]?.files).toEqual(before.files)
  expect(versions[1]?.files.map(({ path }) => path)).toContain('partials/safety.md')
  expect((await lead.told()).at(-1)).toContain('an edit is in use from now on')

  await lead.write(file, text)
  await lead.shown(({ templates }) => templates.some(({ hash }) => hash === before.hash))
})

test('an edit is in use as soon as a reload is done, and the reload is shown', async () => {
  const file = 'fix-lint.prompt.md'
  const text = await read(file)
  await lead.write(file, text.replace('schema: 1', 'schema: 98'))
  await lead.prompts.reload()
  const refused = await lead.store.readPromptsInUse()
  await lead.write(file, text)

  await lead.prompts.reload()
  const after = await lead.store.readPromptsInUse()

  expect(refused?.refused?.problem).toContain('schema')
  expect(after?.refused).toBeNull()
  expect(Date.parse(after?.reloaded_at ?? '')).toBeGreaterThan(
    Date.parse(refused?.reloaded_at ?? ''),
  )
})

test('people are warned of an edit that is refused, once', async () => {
  const file = 'fix-lint.prompt.md'
  const text = await read(file)

  await lead.write(file, text.replace('schema: 1', 'schema: 99'))
  await lead.prompts.reload()
  await lead.prompts.reload()
  await lead.shown((state) => state.refused !== null)
  await lead.write(file, text)
  await lead.prompts.reload()
  await lead.shown((state) => state.refused === null)

  expect((await queues.depths()).deliveries.waiting).toBe(1)
})

test('the lead is shown more than forty ways to break a prompt', () => {
  expect(new Set(brokenEdits.map(([what]) => what)).size).toBeGreaterThanOrEqual(40)
})

test.each(brokenEdits)(
  '%s is refused with its place, and the last good set stays',
  async (...edit) => {
    const [, file, from, to, says] = edit
    const good = lead.prompts.current()
    const toldBefore = (await lead.told()).length
    const text = await read(file)
    const broken = from === '*' ? to : text.replace(from, () => to)
    expect(broken).not.toBe(text)

    await lead.write(file, broken)
    await lead.prompts.reload()
    const { refused, hash } = await lead.shown((state) => state.refused !== null)
    // The watcher may see the same edit once more: that is not told again.
    await lead.prompts.reload()

    expect(lead.prompts.current()).toBe(good)
    expect(hash).toBe(good.hash)
    expect(refused?.problem).toMatch(says)
    expect(refused?.place?.line).toBeGreaterThanOrEqual(1)

    await lead.write(file, text)
    await lead.prompts.reload()
    await lead.shown((state) => state.refused === null)
    expect(lead.prompts.current().hash).toBe(good.hash)
    expect((await lead.told()).slice(toldBefore)).toEqual([
      expect.stringContaining('an edit is refused, the last good prompts stay'),
      expect.stringContaining('the prompts can be read again'),
    ])
  },
)
