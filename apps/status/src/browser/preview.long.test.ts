import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StatusUnderTest, TOKEN } from '../start-status.fixture.ts'
import { fillMill } from './fill-mill.fixture.ts'
import { inspectPage, looks, takePicture } from './inspect-page.fixture.ts'
import { WAITING } from './mill-tasks.fixture.ts'
import { openPage, startBrowser } from './start-browser.fixture.ts'
import { startMill } from './start-mill.fixture.ts'

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
  'the preview of an edit on a past failure marks what differs at %i × %i, %s',
  async (width, height, colorScheme) => {
    const { page, complaints, close } = await openPage(browser, {
      ...{ viewport: { width, height }, colorScheme },
    })
    const cookie = await page.request.post(`${mill.url}/api/v1/session`, { data: { token: TOKEN } })
    // From the page of a task: the failure is chosen already.
    await page.goto(`${mill.url}/#/tasks/${WAITING}`)
    await page.getByRole('link', { name: 'fix-test' }).click()
    const text = page.getByLabel('An edit is a draft')
    await text.waitFor()
    const before = await text.inputValue()
    await text.fill(before.replace('You repair one', 'You patiently repair one'))

    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await page.getByText(`With ${WAITING}`).waitFor()
    const inserted = await page.locator('.patch .added ins').allTextContents()
    const signs = await page.locator('.patch .added').allTextContents()
    const tokens = await page.getByText(/about \d+ tokens .* more than the stable version/).count()
    const found = await inspectPage(page)
    await page.getByRole('region', { name: 'Preview' }).scrollIntoViewIfNeeded()
    await takePicture(page, `preview-${width}-${colorScheme}`, false)
    await text.fill(before)
    await page.getByText('The text has been edited since this preview was made.').waitFor()
    await close()

    expect(cookie.status()).toBe(200)
    expect(inserted.join('')).toContain('patiently')
    expect(signs.every((line) => line.startsWith('+ '))).toBe(true)
    expect(tokens).toBe(1)
    expect([...found, ...complaints]).toEqual([])
  },
  180_000,
)
