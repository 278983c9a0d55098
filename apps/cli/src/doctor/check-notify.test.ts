import { expect, test } from 'vitest'
import { notifyCheck } from './check-notify.ts'
import { find } from './machine.fixture.ts'

test('a service that watches and tells nobody is told to', async () => {
  const watching = 'repositories: { acme/web: {} }\n'
  const told = 'notify: [{ url: "http://127.0.0.1:7/hook" }]\n'

  const alone = await find(notifyCheck, watching)
  const heard = await find(notifyCheck, `${watching}${told}`)

  expect(alone).toMatchObject({ ok: false, fix: expect.stringMatching(/notify/) })
  expect(heard).toEqual({
    ...{ ok: true, detail: 'webhook (warning, action); millwright notify test tries them' },
  })
})
