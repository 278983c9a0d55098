import { expect, test } from 'vitest'
import { onGitHub } from './on-github.ts'

test.each([
  ['https://github.com/acme/web/actions/runs/1/job/2', 'https://github.com/acme/web'],
  ['https://ghe.lan/git/acme/web/actions/runs/1', 'https://ghe.lan/git/acme/web'],
  ['https://ci.example.org/acme/web/builds/1', null],
  ['https://github.com/other/web/actions/runs/1', null],
])('a job at %s leads to %s', (html_url, web) => {
  expect(onGitHub({ repo: 'acme/web', html_url })).toBe(web)
})

test('a failure that is not kept leads nowhere', () => {
  expect(onGitHub(null)).toBeNull()
})
