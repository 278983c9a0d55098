import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatusUnderTest } from '../start-status.fixture.ts'
import { fillMill } from './fill-mill.fixture.ts'
import { inspectPage, looks, takePicture } from './inspect-page.fixture.ts'
import { WAITING } from './mill-tasks.fixture.ts'
import { openPage, startBrowser } from './start-browser.fixture.ts'
import { startMill } from './start-mill.fixture.ts'

/** Each page by name, with words that stand on it once its data is there. */
const pages = [
  ['now', '#/', 'quiet hours last until'],
  ['tasks', '#/tasks', 'waiting for a worker'],
  ['task', `#/tasks/${WAITING}`, 'an assertion is looser than before'],
  ['running', '#/tasks/ci-fix-acme__web-212-9001', 'under way'],
  ['approvals', '#/approvals', 'Type the first'],
  ['incidents', '#/incidents', 'The registry did not answer'],
  ['repositories', '#/repositories', 'patches wait for a yes'],
  ['templates', '#/templates', 'Corrects code that does not compile'],
  ['template', '#/templates/fix-test', 'An edit is a draft'],
  ['metrics', '#/metrics', 'Cost per accepted fix'],
  ['audit', '#/audit', 'whole, 3 rows'],
  ['settings', '#/settings', 'acme/legacy'],
  ['lite', 'lite', 'Left alone, and why'],
] as const
/** Pictures of these show what is below the fold as well. */
const whole: readonly string[] = ['task', 'running', 'approvals', 'repositories', 'metrics']
let mill: StatusUnderTest
let browser: Browser

beforeAll(async () => {
  mill = await startMill()
  await fillMill(mill)
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await mill?.close()
})

test.each(looks)(
  'every page is whole and open to everybody at %i × %i, %s',
  async (width, height, colorScheme) => {
    const { page, complaints, close } = await openPage(browser, {
      viewport: { width, height },
      colorScheme,
    })
    const found: unknown[] = []
    for (const [name, address, words] of pages) {
      await page.goto(`${mill.url}/${address}`)
      await page.getByText(words).first().waitFor({ state: 'attached' })
      for (const one of await inspectPage(page)) found.push([name, one])
      await takePicture(page, `${name}-${width}-${colorScheme}`, whole.includes(name))
    }
    await close()

    expect([...found, ...complaints]).toEqual([])
  },
  120_000,
)
