import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatusUnderTest } from '../start-status.fixture.ts'
import { fillMill } from './fill-mill.fixture.ts'
import { WAITING } from './mill-tasks.fixture.ts'
import { openPage, startBrowser } from './start-browser.fixture.ts'
import { startMill } from './start-mill.fixture.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = fileURLToPath(new URL('../../../../test-results/screenshots/', import.meta.url))
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
  mkdirSync(pictures, { recursive: true })
  mill = await startMill()
  await fillMill(mill)
  browser = await startBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await mill?.close()
})

test.each([
  [390, 844, 'light'],
  [390, 844, 'dark'],
  [1280, 800, 'light'],
  [1280, 800, 'dark'],
] as const)(
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
      for (const one of await violations(page)) found.push([name, one])
      if (await isCutOff(page)) found.push([name, 'has to be moved sideways'])
      const path = join(pictures, `${name}-${width}-${colorScheme}.png`)
      await page.screenshot({ path, fullPage: whole.includes(name) })
    }
    await close()

    expect([...found, ...complaints]).toEqual([])
  },
  120_000,
)

async function violations(page: Page): Promise<readonly unknown[]> {
  // Over the debugger: the page's own policy would not run it.
  await page.evaluate(axe)
  return page.evaluate<unknown[]>(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 120))]))`)
}

/** Whether the page has to be moved sideways to be read. */
function isCutOff(page: Page): Promise<unknown> {
  return page.evaluate(
    'document.scrollingElement.scrollWidth > document.documentElement.clientWidth',
  )
}
