import { expect, test } from 'vitest'
import { readersCheck } from './check-readers.ts'
import { find } from './machine.fixture.ts'

const token = { MILLWRIGHT_STATUS_TOKEN: 'a-token-of-somebody' }

test.each([
  ['', {}, true, /anybody on this machine reads .* set status\.url/],
  ['status: { url: "https://mill.example.org" }\n', token, true, /takes a token of everybody/],
  ['status: { url: "https://mill.example.org" }\n', {}, false, /need a token/],
])('with %j and %j the word about readers is ok: %j', async (yaml, env, ok, detail) => {
  expect(await find(readersCheck, yaml, env)).toMatchObject({
    ok,
    detail: expect.stringMatching(detail),
  })
})
