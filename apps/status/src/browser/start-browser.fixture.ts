import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** What keeps Chromium from looking for Google's hosts and for a graphics card. */
const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
]
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** A page with everything that went wrong on it. */
export interface Watched {
  readonly page: Page
  /** What the browser complained of: errors of scripts, refused files, broken rules of the policy. */
  readonly complaints: string[]
  close(): Promise<void>
}

/** Chromium from the PATH, where `npm run test:long` has put it. */
export async function startBrowser(): Promise<Browser> {
  const search = names.map((name) => `command -v ${name}`).join(' || ')
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `${search} || true`])
  const executablePath = stdout.trim()
  if (executablePath === '') throw new Error('no Chromium on the PATH: npm run test:long finds one')
  return chromium.launch({ executablePath, args: flags })
}

/** A page in a profile of its own. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`a script opened a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { page, complaints, close: () => context.close() }
}
