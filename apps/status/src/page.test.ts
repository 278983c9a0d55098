import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../public/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const page = read('index.html')
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))

test('the page runs without a script, a style or a handler written into it', () => {
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
})

test('the page takes everything from this service', () => {
  for (const name of ['index.html', 'style.css', ...scripts]) {
    expect([name, /(src|href|url|import)[^\n]*https?:/.test(read(name))]).toEqual([name, false])
  }
})

test('no script of the page turns text into markup', () => {
  for (const name of scripts) {
    expect(read(name)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/)
  }
})

test('every element and file that a script asks for is there', () => {
  expect(scripts).toContain('app.js')
  for (const name of scripts) {
    for (const [, id] of read(name).matchAll(/getElementById\('([^']+)'\)/g)) {
      expect(page).toContain(`id="${id}"`)
    }
    for (const [, file] of read(name).matchAll(/from '\.\/([^']+)'/g)) {
      expect(scripts).toContain(file)
    }
  }
})

test.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s scheme every text stands out from what is behind it', (_, scheme) => {
  const colours = new Map<string, string>()
  for (const [, name, light, dark] of read('style.css').matchAll(
    /--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
  )) {
    colours.set(name ?? '', [light, dark][scheme] ?? '')
  }
  const ratio = (text: string, back: string) => {
    const [a, b] = [colours.get(text) ?? '', colours.get(back) ?? ''].map(luminance)
    return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05)
  }
  const onPlain = ['ink', 'soft', 'link', 'good', 'warn', 'bad', 'calm']
  const onOwn = ['good', 'warn', 'bad', 'calm'].map((name) => [name, `${name}-back`] as const)
  const pairs = [
    ...onPlain.flatMap((name) => [[name, 'page'] as const, [name, 'card'] as const]),
    ...onOwn,
    ['ink', 'calm-back'] as const,
    ['soft', 'calm-back'] as const,
  ]

  // WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1.
  const weak = pairs.filter(([text, back]) => !(ratio(text, back) >= 4.5))

  expect(weak).toEqual([])
})

/** Relative luminance of `#rrggbb` as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
