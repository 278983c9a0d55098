import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const style = readFileSync(new URL('./colours.css', import.meta.url), 'utf8')
const onPlain = ['ink', 'soft', 'accent', 'good', 'warn', 'bad', 'busy', 'calm']
const onOwn = ['good', 'warn', 'bad', 'busy', 'calm']

test.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s scheme every text stands out from what is behind it', (_, scheme) => {
  const pairs = [
    ...onPlain.flatMap((name) => ['page', 'card'].map((back) => [name, back] as const)),
    ...onOwn.map((name) => [name, `${name}-back`] as const),
    ...(['ink', 'soft'] as const).map((name) => [name, 'raised'] as const),
    ['on-accent', 'accent-back'] as const,
  ]
  const colours = coloursOf(scheme)

  // WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1.
  const weak = pairs.filter(([text, back]) => {
    return !(ratio(colours.get(text), colours.get(back)) >= 4.5)
  })

  expect(weak).toEqual([])
})

function coloursOf(scheme: 0 | 1): Map<string, string> {
  const found = style.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return new Map([...found].map(([, name = '', ...both]) => [name, both[scheme] ?? '']))
}

function ratio(one = '', other = ''): number {
  const [a = 0, b = 0] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** Relative luminance of `#rrggbb` as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
