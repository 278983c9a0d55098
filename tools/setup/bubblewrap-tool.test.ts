import { expect, test } from 'vitest'
import { bubblewrapTool, howToAllowJails } from './bubblewrap-tool.mjs'
import { makeTinyCheckout } from './tiny-checkout.ts'

const signal = new AbortController().signal

test.each([
  ['kernel.unprivileged_userns_clone', '0', 'sysctl -w kernel.unprivileged_userns_clone=1'],
  ['user.max_user_namespaces', '0', 'sysctl -w user.max_user_namespaces=15000'],
  [
    'kernel.apparmor_restrict_unprivileged_userns',
    '1',
    'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  ],
])('a kernel with %s=%s is answered with its sysctl line', (name, value, line) => {
  const fix = howToAllowJails({ read: (each) => (each === name ? value : null), isContainer: true })

  expect(fix.replace(/^sudo /, '')).toBe(line)
})

test('a container without such a switch is told its options', () => {
  const fix = howToAllowJails({ read: () => null, isContainer: true })

  expect(fix).toContain('--security-opt seccomp=unconfined')
})

test('an old bubblewrap is refused by its version', async () => {
  const checkout = makeTinyCheckout()
  checkout.write('bwrap', '#!/bin/sh\necho bubblewrap 0.6.1\n')

  const problem = await bubblewrapTool.check(`${checkout.root}/bwrap`, signal)

  expect(problem?.message).toContain('bubblewrap 0.6.1 is too old')
  checkout.remove()
})

test('a bubblewrap that is there but cannot start a jail does not pass', async () => {
  const problem = await bubblewrapTool.check('/bin/false', signal)

  expect(problem).toMatchObject({ code: 'MW_SETUP' })
})
