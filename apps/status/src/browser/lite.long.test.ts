import { patchSha } from '@millwright/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StatusUnderTest, TOKEN } from '../start-status.fixture.ts'
import { fillMill } from './fill-mill.fixture.ts'
import { inspectPage, looks } from './inspect-page.fixture.ts'
import { WAITING } from './mill-tasks.fixture.ts'
import { openPage, startBrowser } from './start-browser.fixture.ts'
import { startMill } from './start-mill.fixture.ts'
import { weakeningPatch } from './weakening-patch.fixture.ts'

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

test('a browser without scripts signs in, approves a patch and pauses everything', async () => {
  const { page, complaints, close } = await openPage(browser, { javaScriptEnabled: false })
  await page.goto(`${mill.url}/lite`)

  await page.getByText('Sign in').first().click()
  await page.getByLabel('This service asks for a token').fill(TOKEN)
  await page.keyboard.press('Enter')
  await page.getByText('status.token (approver)').waitFor()
  await page.goto(`${mill.url}/lite/tasks/${WAITING}`)
  await page.getByText('Approve', { exact: true }).click()
  await page.getByLabel('Type the first 6 characters').fill(patchSha(weakeningPatch).slice(0, 6))
  await page.getByRole('button', { name: 'Approve this patch' }).click()
  await page.getByText('The lead was asked').waitFor()
  const [yes] = await mill.store.listAudit({ limit: 1 })
  await page.getByText('Pause all').click()
  await page.getByRole('button', { name: 'Pause everything' }).click()
  await page.getByText('The lead was asked').waitFor()
  const [pause] = await mill.store.listAudit({ limit: 1 })
  await close()

  expect(yes?.entry).toMatchObject({ action: 'approve', target: WAITING })
  expect(pause?.entry).toMatchObject({ action: 'pause', target: '*' })
  expect(complaints).toEqual([])
}, 180_000)

test.each(looks)(
  'its pages with a session are whole at %i × %i, %s',
  async (width, height, scheme) => {
    const { page, close } = await openPage(browser, {
      ...{ viewport: { width, height }, colorScheme: scheme },
    })
    await page.request.post(`${mill.url}/api/v1/session`, { data: { token: TOKEN } })
    const found: unknown[] = []
    for (const path of ['lite', `lite/tasks/${WAITING}`]) {
      await page.goto(`${mill.url}/${path}`)
      await page.evaluate(
        "document.querySelectorAll('details').forEach((one) => { one.open = true })",
      )
      found.push(...(await inspectPage(page)))
    }
    await close()

    expect(found).toEqual([])
  },
  180_000,
)
