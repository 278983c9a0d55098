// `npm run bench:dashboard`: what the dashboard weighs, and how long a browser takes until the first
// task stands on it, with the processor slowed down as a phone's is. Needs a Chromium on the PATH.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { fillMill } from '../apps/status/src/browser/fill-mill.fixture.ts'
import { openPage, startBrowser } from '../apps/status/src/browser/start-browser.fixture.ts'
import { startMill } from '../apps/status/src/browser/start-mill.fixture.ts'

const RUNS = 9
/** How many times slower than this machine's processor. */
const SLOWER = [1, 4, 6]
const site = join(import.meta.dirname, '..', 'apps', 'dashboard', 'dist', 'site')
const say = (line: string) => process.stdout.write(`${line}\n`)

/** Notes when the first task has been painted, in milliseconds since the navigation began. */
const noteFirstTask = `new MutationObserver((_, observer) => {
  if (document.querySelector('.task-line') === null) return
  observer.disconnect()
  requestAnimationFrame(() => requestAnimationFrame(() => { window.firstTaskMs = performance.now() }))
}).observe(document, { childList: true, subtree: true })`

for (const name of [
  'index.html',
  ...readdirSync(join(site, 'assets')).map((file) => `assets/${file}`),
]) {
  const bytes = readFileSync(join(site, name))
  say(`${name}: ${bytes.length} bytes, ${gzipSync(bytes).length} with gzip`)
}

const mill = await startMill()
await fillMill(mill)
const browser = await startBrowser()
try {
  for (const rate of SLOWER) {
    const runs: { paint: number; task: number }[] = []
    for (let run = 0; run < RUNS; run += 1) runs.push(await measure(browser, rate))
    const column = (of: (one: (typeof runs)[number]) => number) => {
      const sorted = runs.map(of).sort((a, b) => a - b)
      return [sorted[0], sorted[Math.floor(RUNS / 2)], sorted.at(-1)].map((ms) =>
        Math.round(ms ?? 0),
      )
    }
    say(
      `${rate} times slower, ms (least, median, most): first paint ${column(({ paint }) => paint)}`,
    )
    say(`${rate} times slower, ms (least, median, most): first task ${column(({ task }) => task)}`)
  }
} finally {
  await browser.close()
  await mill.close()
}

/** In a profile of its own, so that nothing is cached. */
async function measure(browser: Browser, rate: number): Promise<{ paint: number; task: number }> {
  const { page, close } = await openPage(browser, { viewport: { width: 390, height: 844 } })
  const debugging = await page.context().newCDPSession(page)
  await debugging.send('Emulation.setCPUThrottlingRate', { rate })
  await page.addInitScript(noteFirstTask)
  await page.goto(mill.url)
  const task = await page.evaluate<number>(`new Promise((resolve) => {
    const look = () =>
      window.firstTaskMs === undefined ? requestAnimationFrame(look) : resolve(window.firstTaskMs)
    look()
  })`)
  const paint = await page.evaluate<number>(
    `performance.getEntriesByName('first-contentful-paint')[0].startTime`,
  )
  await close()
  return { paint, task }
}
