import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = fileURLToPath(new URL('../../../../test-results/screenshots/', import.meta.url))

/** The sizes and colours that every page is looked at in. */
export const looks = [
  [390, 844, 'light'],
  [390, 844, 'dark'],
  [1280, 800, 'light'],
  [1280, 800, 'dark'],
] as const

/** What is wrong with a page as it stands: rules of axe, and whether it has to be moved sideways. */
export async function inspectPage(page: Page): Promise<readonly unknown[]> {
  // Over the debugger: the page's own policy would not run it.
  await page.evaluate(axe)
  const found = await page.evaluate<
    unknown[]
  >(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 120))]))`)
  const isCutOff = await page.evaluate<boolean>(
    'document.scrollingElement.scrollWidth > document.documentElement.clientWidth',
  )
  return isCutOff ? [...found, 'has to be moved sideways'] : found
}

/** Keeps a picture of a page among the test results, by its name. */
export async function takePicture(page: Page, name: string, isWhole: boolean): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: isWhole })
}
