import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { loadConfig } from './index.ts'
import { servesThisMachineAlone } from './serves-this-machine-alone.ts'

const { status } = loadConfig({ role: 'status', env: {}, cwd: tmpdir() })

test.each([
  [{}, true],
  [{ url: 'http://127.0.0.1:8787' }, true],
  [{ url: 'http://[::1]:8787' }, true],
  [{ url: 'https://mill.example.org' }, false],
  [{ host: '0.0.0.0' }, false],
  [{ allowed_hosts: ['mill.lan'] }, false],
  [{ trusted_proxies: ['127.0.0.1'] }, false],
])('with %j it serves this machine alone: %s', (settings, isAlone) => {
  expect(servesThisMachineAlone({ ...status, ...settings })).toBe(isAlone)
})
