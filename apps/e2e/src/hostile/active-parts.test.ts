import { expect, test } from 'vitest'
import { activeParts } from './active-parts.ts'

test.each([
  'see https://evil.test/x',
  'thanks @mallory',
  'thanks to @acme/admins',
  '![x](https://example.test/i.png)',
  '<img src=x>',
  'fixes #1',
  'ok\n/approve',
  'ok \u202e ok',
  'ok \u{e0061}',
  '```text\nhttps://evil.test\n```\nhttps://evil.test',
  '```text\n```\n@mallory\n```',
  'code `x` and @mallory',
])('%j is active', (markdown) => {
  expect(activeParts(markdown)).not.toEqual([])
})

test.each([
  'a plain sentence (write to ada)',
  'code `https://evil.test @mallory` here',
  '``a ` @mallory``',
  '```text\nhttps://evil.test @mallory fixes #1\n/approve\n```',
  '````text\n```\n@mallory\n```\n````',
  '[log](http://127.0.0.1:1/acme/web/actions/runs/1/job/2)',
])('%j is only to look at', (markdown) => {
  expect(activeParts(markdown)).toEqual([])
})
