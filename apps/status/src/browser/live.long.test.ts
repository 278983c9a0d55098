import { storeKeys } from '@millwright/protocol'
import { createReporter } from '@millwright/report'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleRecord } from '../sample-records.fixture.ts'
import type { StatusUnderTest } from '../start-status.fixture.ts'
import { startCuttingProxy } from './cutting-proxy.fixture.ts'
import { startSilentProxy } from './silent-proxy.fixture.ts'
import { openPage, startBrowser } from './start-browser.fixture.ts'
import { startMill } from './start-mill.fixture.ts'

const TASKS = 10_000
/** Records written to Redis in one go. */
const PAGE = 500
let mill: StatusUnderTest
let browser: Browser

beforeAll(async () => {
  mill = await startMill()
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await mill?.close()
})

test('a stream that is cut goes on where it stopped: nothing is lost, nothing is told twice', async () => {
  const proxy = await startCuttingProxy(mill.url)
  const { page, close } = await openPage(browser)
  await page.goto(proxy.url)
  await page.getByText('live', { exact: true }).waitFor()
  await tell('before the cut')
  await page.getByText('before the cut').waitFor()

  proxy.cut()
  await page.getByText(/reconnecting|stale since/).waitFor()
  await tell('while nobody listened')
  await tell('still nobody')
  proxy.mend()
  await page.getByText('live', { exact: true }).waitFor()
  await page.getByText('still nobody').waitFor()
  await tell('after the cut')
  await page.getByText('after the cut').waitFor()
  const lines = await page.locator('.timeline li .why').allTextContents()
  await close()
  proxy.close()

  expect(lines).toEqual([
    ...['after the cut', 'still nobody', 'while nobody listened', 'before the cut'],
  ])
}, 180_000)

test('a page that missed more than is kept begins anew and says nothing that is gone', async () => {
  const proxy = await startCuttingProxy(mill.url)
  const { page, close } = await openPage(browser)
  await tell('will be forgotten')
  await page.goto(proxy.url)
  await page.getByText('will be forgotten').waitFor()

  proxy.cut()
  await page.getByText(/reconnecting|stale since/).waitFor()
  await mill.redis.del(storeKeys.events)
  await tell('a new beginning')
  proxy.mend()
  await page.getByText('a new beginning').waitFor()
  const isGone = (await page.getByText('will be forgotten').count()) === 0
  await close()
  proxy.close()

  expect(isGone).toBe(true)
}, 180_000)

test('a transcript grows on the page while the model works, and is there when it has ended', async () => {
  const reporter = createReporter({ redis: mill.redis, worker: 'north' })
  const says = (turn: number, said: string) => ({
    ...{ turn, said, calls: [], calls_left_out: 0, told: '' },
  })
  await mill.store.createTask({ ...sampleRecord('works'), state: 'running' })
  await reporter.saveTranscript('works', 1, [says(1, 'I look at the sum.')])
  const { page, close } = await openPage(browser)
  await page.goto(`${mill.url}/#/tasks/works`)
  await page.getByText('I look at the sum.').waitFor()

  await reporter.saveTranscript('works', 1, [says(1, 'I look.'), says(2, 'The sign is wrong.')])
  await tell('agent: edit src/add.js')
  await page.getByText('The sign is wrong.').waitFor()
  await mill.store.changeTask('works', ['running'], (task) => ({ ...task, state: 'escalated' }))
  await page.reload()
  await page.getByText('What the model said and did').click()
  await page.getByText('The sign is wrong.').waitFor()
  const turns = await page.locator('.turns li').count()
  await close()

  expect(turns).toBe(2)
}, 180_000)

test('ten thousand tasks are shown page by page, and one of them is found', async () => {
  await fillTasks()
  const { page, complaints, close } = await openPage(browser)
  await page.goto(`${mill.url}/#/tasks`)
  const rows = page.getByRole('checkbox')

  await rows.nth(49).waitFor()
  const first = await rows.count()
  for (const count of [100, 200, 400, 500]) {
    await page.getByRole('button', { name: 'Older tasks' }).click()
    await rows.nth(count - 1).waitFor()
  }
  await page.getByText('500 tasks are shown; the filters find the others').waitFor()
  const elements = await page.evaluate<number>("document.querySelectorAll('*').length")
  await page.getByLabel('Words').fill('needle')
  await page.keyboard.press('Enter')
  await page.getByText('the needle in the hay').waitFor()
  const found = await rows.count()
  await close()

  expect(first).toBe(50)
  expect(elements).toBeLessThan(12_000)
  expect(found).toBe(1)
  expect(complaints).toEqual([])
}, 120_000)

test('under another name than this machine’s own the page says that everybody may read', async () => {
  const proxy = await startSilentProxy(mill.url)
  const { page, close } = await openPage(browser)
  const warning = page.getByText('everybody who opens this address reads logs and patches')

  await page.goto(mill.url)
  await page.getByText('live', { exact: true }).waitFor()
  const here = await warning.count()
  // Chromium looks no name of this kind up: it is always this machine.
  await page.goto(`http://mill.localhost:${proxy.port}/`)
  await warning.waitFor()
  await close()
  proxy.close()

  expect(here).toBe(0)
}, 180_000)

async function tell(text: string): Promise<void> {
  await mill.store.addEvent({ at: new Date().toISOString(), kind: 'task', text })
}

/** Written to the index of all tasks directly: the lead would take the oldest away. */
async function fillTasks(): Promise<void> {
  const base = sampleRecord('t')
  for (let start = 0; start < TASKS; start += PAGE) {
    const steps = mill.redis.pipeline()
    for (let n = start; n < start + PAGE; n += 1) {
      const task_id = `task-${n}`
      const reason = n === 7_000 ? 'the needle in the hay' : 'hay'
      const record = { ...base, task: { ...base.task, task_id }, reason }
      steps.set(storeKeys.task(task_id), JSON.stringify(record))
      steps.zadd(storeKeys.tasks, Date.now() + n, task_id)
    }
    await steps.exec()
  }
}
