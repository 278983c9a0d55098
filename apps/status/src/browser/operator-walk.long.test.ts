import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, startBrowser } from './start-browser.fixture.ts'
import { startDemo } from './start-demo.fixture.ts'

const START_MS_MAX = 280_000
const WALK_MS_MAX = 240_000
/** CI of the stand-in runs the tests of a repository for real. */
const GREEN_MS_MAX = 120_000

let demo: Awaited<ReturnType<typeof startDemo>>
let browser: Browser

beforeAll(async () => {
  // A failure to look into, one that a person must see to, and a patch that waits.
  demo = await startDemo('dej')
  browser = await startBrowser()
}, START_MS_MAX)
afterAll(async () => {
  await browser?.close()
  await demo?.close()
}, START_MS_MAX)

test('who has never seen it finds out, changes, tries, promotes, approves and pauses', {
  timeout: WALK_MS_MAX,
}, async () => {
  const { page, complaints, close } = await openPage(browser)
  await page.goto(demo.url)

  await findWhyEscalated(page)
  await signIn(page)
  const refused = await editInvestigate(page)
  const inserted = await previewOnPastFailure(page)
  const numbers = await promoteAndWatch(page)
  await approveStagedPatch(page)
  await pauseEverything(page)
  await close()

  expect(refused).toMatch(/investigate\.prompt\.md:\d+:\d+ .*nobody/)
  expect(inserted).toContain('Answer in three sentences.')
  expect(numbers.promoted).toMatch(/stable too few to compare.*0/)
  expect(numbers.before).toMatch(/too few to compare.*1/)
  expect(complaints).toEqual([])
})

/** From what needs a person to the reason why it does. */
async function findWhyEscalated(page: Page): Promise<void> {
  const needed = page.getByRole('region', { name: 'Needs you' })
  // The list still grows: what the mouse aims at moves away, what has the focus does not.
  await needed.getByRole('link', { name: 'acme/release#1' }).press('Enter')
  await page.getByRole('heading', { name: 'Verdict, and why' }).waitFor()
  const verdict = page.getByRole('region', { name: 'Verdict, and why' })
  await verdict.getByText('ESCALATE', { exact: true }).waitFor()
  await verdict.getByText('secret-missing').waitFor()
  await page.getByText('Input required and not supplied: REGISTRY_TOKEN').first().waitFor()
}

/** With the token that the demo told. */
async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).first().click()
  await page.getByLabel('This service asks for a token').fill(demo.token)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

/** A bad edit, which is refused with its place; returns what it is refused with. */
async function editInvestigate(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Templates' }).click()
  await page.getByRole('link', { name: 'investigate', exact: true }).click()
  const text = page.getByLabel('An edit is a draft')
  await text.waitFor()
  await text.fill(`${await text.inputValue()}\n{{ nobody }}\n`)
  const refusal = page.getByText(/investigate\.prompt\.md:\d+:\d+ .*nobody/).first()
  await refusal.waitFor()
  const words = (await refusal.textContent()) ?? ''
  expect(await page.getByRole('button', { name: 'Keep as a version' }).isDisabled()).toBe(true)
  await text.fill((await text.inputValue()).replace('{{ nobody }}', 'Answer in three sentences.'))
  await page.getByText('Nothing is wrong with it').waitFor()
  return words
}

/** On the failure that the demo had looked into; returns what the model would be told besides. */
async function previewOnPastFailure(page: Page): Promise<string> {
  const choice = page.getByLabel('Preview on')
  const option = choice.locator('option', { hasText: 'acme/mailer#1' })
  await choice.selectOption((await option.getAttribute('value')) ?? '')
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  const marked = page.locator('.patch .added')
  await marked.first().waitFor()
  return (await marked.allTextContents()).join('')
}

/** Keeps the edit, has it used, and reads the numbers of both versions. */
async function promoteAndWatch(page: Page) {
  await page.getByRole('button', { name: 'Keep as a version' }).click()
  await page.getByText('The text is kept as a version').waitFor()
  const versions = page.getByRole('region', { name: 'Versions' })
  const kept = versions.getByRole('listitem').filter({ hasText: 'Promote' }).first()
  const name = (await kept.locator('code').textContent()) ?? ''
  await kept.getByRole('button', { name: 'Promote' }).click()
  await page.getByRole('button', { name: 'Use it from now on' }).click()
  const isStable = versions.getByRole('listitem').filter({ hasText: name })
  await isStable.getByText('stable', { exact: true }).waitFor()
  const promoted = versions.getByRole('region', { name: `Numbers of ${name}` })
  await promoted.getByText('stable').waitFor()
  const others = versions.getByRole('region', { name: 'Numbers of' })
  const all = await others.allTextContents()
  return {
    promoted: (await promoted.textContent()) ?? '',
    before: all.find((text) => !text.includes(name)) ?? '',
  }
}

/** By typing the beginning of the hash of its bytes; GitHub's CI then finds it green. */
async function approveStagedPatch(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Approvals/ }).click()
  const card = page.getByRole('article', { name: 'Patch for acme/billing#1' })
  await card.getByText('terms === undefined ? 14').first().waitFor()
  await card.getByRole('button', { name: 'Approve' }).click()
  const dialog = page.getByRole('dialog', { name: 'Approve' })
  const hash = (await dialog.locator('code').textContent()) ?? ''
  await dialog.getByRole('textbox').fill(hash.slice(0, 6))
  await dialog.getByRole('button', { name: 'Approve this patch' }).click()
  await page.getByText('Your yes is with the lead').waitFor()
  await page.getByRole('link', { name: 'Tasks' }).click()
  await page.getByLabel('Repository').fill('acme/billing')
  await page.keyboard.press('Enter')
  const tasks = page.getByRole('region', { name: 'Tasks' })
  await tasks.getByText('resolved', { exact: true }).waitFor({ timeout: GREEN_MS_MAX })
}

async function pauseEverything(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause all' }).click()
  await page.getByRole('button', { name: 'Pause everything' }).click()
  await page.getByText('paused by status.token').waitFor()
  await page.getByRole('link', { name: 'Now', exact: true }).click()
  await page
    .getByText(/paused/)
    .first()
    .waitFor()
}
