import { patchSha } from '@millwright/protocol'
import { waitFor } from '@millwright/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StatusUnderTest, TOKEN } from '../start-status.fixture.ts'
import { fillMill } from './fill-mill.fixture.ts'
import { WAITING } from './mill-tasks.fixture.ts'
import { openPage, startBrowser } from './start-browser.fixture.ts'
import { startMill } from './start-mill.fixture.ts'
import { weakeningPatch } from './weakening-patch.fixture.ts'

/** Stops of the Tab key after which something is taken for unreachable. */
const TABS_MAX = 60
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

test('keys lead to the pages, the filters, the list and a task, and tell what they do', async () => {
  const { page, complaints, close } = await openPage(browser)
  await page.goto(mill.url)
  await page.getByText('live', { exact: true }).waitFor()

  await type(page, 'gt')
  await page.getByRole('heading', { name: 'Tasks' }).waitFor()
  await page.getByRole('checkbox').first().waitFor()
  await type(page, '/')
  const filter = await focused(page)
  await page.getByRole('heading', { name: 'Tasks' }).focus()
  await type(page, 'jjx')
  const isPicked = await page.getByRole('checkbox').nth(1).isChecked()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Evidence' }).waitFor()
  const heading = await focused(page)
  await type(page, '?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await close()

  expect(filter).toContain('all')
  expect(isPicked).toBe(true)
  expect(heading).toBe('ci-fix-acme__web-212-9001')
  expect(complaints).toEqual([])
}, 180_000)

test('no key approves; the keyboard does, by typing the hash of the patch', async () => {
  const { page, close } = await openPage(browser)
  await page.goto(`${mill.url}/#/approvals`)
  await page.getByText('an assertion is looser than before').first().waitFor()
  const rows = (await mill.store.listAudit({ limit: 1 }))[0]?.entry.seq
  await signIn(page)

  await page.getByRole('heading', { name: 'Approvals' }).focus()
  for (const key of 'abcdefhilmnopqrstuvwyz0123456789. ') await page.keyboard.press(key)
  await tabTo(page, 'Approve')
  await page.keyboard.press('Enter')
  await type(page, '000000')
  await page.keyboard.press('Enter')
  const [last] = await mill.store.listAudit({ limit: 1 })
  for (let n = 0; n < 6; n += 1) await page.keyboard.press('Backspace')
  await type(page, patchSha(weakeningPatch).slice(0, 6))
  await page.keyboard.press('Enter')
  await page.getByText('Your yes is with the lead').waitFor()
  const [yes] = await mill.store.listAudit({ limit: 1 })
  await close()

  expect(last?.entry).toMatchObject({ action: 'sign in', seq: (rows ?? 0) + 1 })
  expect(yes?.entry).toMatchObject({
    action: 'approve',
    target: WAITING,
    actor: 'status.token at 127.0.0.1',
  })
  expect(yes?.entry.detail).toBe(`patch ${patchSha(weakeningPatch)}`)
}, 180_000)

test.each([
  ['Pause all', 'Pause everything', 'pause'],
  ['Stop spending', 'Stop it now', 'stop_spending'],
])(
  '%s stands on every page and asks first',
  async (button, yes, action) => {
    const { page, close } = await openPage(browser, { viewport: { width: 390, height: 844 } })
    await page.goto(mill.url)
    await signIn(page)
    for (const name of ['Tasks', 'Templates', 'Settings']) {
      await page.getByRole('link', { name }).first().click()
      await page.getByRole('heading', { name, level: 1 }).waitFor()
      expect(await page.getByRole('button', { name: button }).isVisible()).toBe(true)
    }
    const before = await newestAction()

    await page.getByRole('button', { name: button }).click()
    const asked = await newestAction()
    await page.getByRole('button', { name: yes }).click()
    await page.getByText('The lead was asked').waitFor()
    await close()

    expect(asked).toBe(before)
    expect(await newestAction()).toBe(action)
  },
  180_000,
)

test('a pause is told on every page, with the way to end it', async () => {
  const { page, close } = await openPage(browser)
  await page.goto(`${mill.url}/#/metrics`)
  await mill.store.setPause({ scope: '*', actor: 'anna', at: new Date().toISOString() })
  await mill.store.addEvent({ at: new Date().toISOString(), kind: 'task', text: 'paused' })

  await page.getByText('paused by anna').waitFor()
  const resume = await page.getByRole('button', { name: 'Resume' }).first().isVisible()
  await mill.store.clearPause('*')
  await close()

  expect(resume).toBe(true)
}, 180_000)

test('an action for many tasks names them first and reaches these alone', async () => {
  const { page, close } = await openPage(browser)
  await page.goto(`${mill.url}/#/tasks?state=failed`)
  await signIn(page)
  await page.getByText('All that pass the filters').waitFor()

  await page.getByRole('button', { name: 'Retry' }).click()
  const dialog = page.getByRole('dialog', { name: 'Act on many tasks' })
  await dialog.getByText('ci-fix-acme__web-208-8102').waitFor()
  await dialog.getByRole('button', { name: 'Retry one task' }).click()
  await page.getByText('The lead was asked to retry one task').waitFor()
  const [row] = await mill.store.listAudit({ limit: 1 })
  await close()

  expect(row?.entry).toMatchObject({ action: 'retry', target: 'ci-fix-acme__web-208-8102' })
}, 180_000)

test('a verdict is judged on the page of its task, and counts among the figures', async () => {
  const { page, close } = await openPage(browser)
  await page.goto(`${mill.url}/#/tasks/ci-fix-acme__web-208-8102`)
  await signIn(page)

  await page.getByRole('button', { name: 'It should be ESCALATE' }).click()
  await page.getByText('says it should be ESCALATE').waitFor()
  await page.goto(`${mill.url}/#/metrics?days=7`)
  await page.getByText('Those that were wrong').click()
  await page.getByText('FIXABLE, should be ESCALATE').waitFor()
  const [row] = await mill.store.listAudit({ limit: 1 })
  await close()

  expect(row?.entry).toMatchObject({ action: 'judge', detail: 'FIXABLE, should be ESCALATE' })
}, 180_000)

test('a bad edit of a template is refused while it is typed, with its place', async () => {
  const { page, close } = await openPage(browser)
  await page.goto(`${mill.url}/#/templates/investigate`)
  await signIn(page)
  const text = page.getByLabel('An edit is a draft')
  await text.waitFor()

  await text.fill(`${await text.inputValue()}\n{{ nobody }}\n`)
  await page
    .getByText(/investigate\.prompt\.md:\d+:\d+ .*nobody/)
    .first()
    .waitFor()
  const isOff = await page.getByRole('button', { name: 'Keep as a version' }).isDisabled()
  await page.getByRole('button', { name: /investigate\.prompt\.md:\d+:\d+/ }).click()
  const place = await page.evaluate<string>(`(() => {
    const { value, selectionStart } = document.activeElement
    return value.slice(selectionStart, selectionStart + 6)
  })()`)
  const hasRollBack = await page.getByRole('button', { name: 'Roll back' }).count()
  await text.fill((await text.inputValue()).replace('{{ nobody }}', 'Be brief.'))
  await page.getByText('Nothing is wrong with it').waitFor()
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('Be brief.').first().waitFor()
  await page.getByRole('button', { name: 'Keep as a version' }).click()
  await page.getByText('The text is kept as a version').waitFor()
  const kept = await mill.store.listPromptVersions('investigate')
  const opened = page.getByRole('region', { name: 'Text' }).locator('code').first()
  await opened.getByText(kept[0]?.hash.slice(7, 19) ?? 'no version').waitFor()
  const isKept = (await text.inputValue()).includes('Be brief.')
  await close()

  expect(isOff).toBe(true)
  expect(place).toBe('nobody')
  expect(hasRollBack).toBe(0)
  expect(kept).toHaveLength(2)
  expect(isKept).toBe(true)
}, 180_000)

async function newestAction(): Promise<string> {
  return (await mill.store.listAudit({ limit: 1 }))[0]?.entry.action ?? ''
}

/** With the keyboard alone. */
test('who signs out leaves nothing to be read behind, in no tab, and loses no draft', async () => {
  const extraHTTPHeaders = { 'x-forwarded-for': '203.0.113.7' }
  const { page, close } = await openPage(browser, { extraHTTPHeaders })
  const show = async (tab: Page, path: string) => tab.goto(`${mill.url}/#/${path}`)
  const enter = async (tab: Page) => {
    await tab.getByLabel('This service asks for a token').fill(TOKEN)
    await tab.keyboard.press('Enter')
  }
  const other = await page.context().newPage()
  await show(page, 'approvals')
  await enter(page)
  const patch = page.getByText('an assertion is looser than before').first()
  await patch.waitFor()
  await show(other, 'templates/investigate')
  const draft = other.getByLabel('An edit is a draft')
  await draft.fill('half a thought')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await patch.waitFor({ state: 'hidden' })
  await draft.waitFor({ state: 'hidden' })
  await enter(other)
  await draft.waitFor()
  const kept = await draft.inputValue()
  await close()

  expect(kept).toBe('half a thought')
}, 180_000)

async function signIn(page: Page): Promise<void> {
  await tabTo(page, 'Sign in')
  await page.keyboard.press('Enter')
  await waitFor(async () => (await focused(page)) === '#token', { what: 'the field of the token' })
  await type(page, TOKEN)
  await page.keyboard.press('Enter')
  await page.getByText('Sign out').waitFor()
}

/** Presses Tab until the element with this text has the focus; `` is the field of the token. */
async function tabTo(page: Page, text: string): Promise<void> {
  await waitFor(async () => (await page.getByText('Millwright').count()) > 0, { what: 'the page' })
  for (let n = 0; n < TABS_MAX; n += 1) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === text) return
  }
  throw new Error(`Tab does not reach ${text}`)
}

/** The text of what has the focus; a field is told by its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const { tagName, id, textContent } = document.activeElement
    return tagName === 'INPUT' ? '#' + id : textContent.trim()
  })()`)
}

async function type(page: Page, keys: string): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
