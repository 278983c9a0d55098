import type { Connection } from '@millwright/sandbox'
import { expect, test } from 'vitest'
import { NetworkAccount } from './network-account.ts'

function connection(more: Partial<Connection>): Connection {
  const bytes = { bytesUp: 10, bytesDown: 100, durationMs: 1 }
  return { host: 'a.test', port: 443, verdict: 'allowed', why: '', ...bytes, ...more }
}

test('connections are summed up by host and by what became of them', () => {
  const account = new NetworkAccount()
  const refused = { verdict: 'refused', why: 'not on the list', bytesUp: 0, bytesDown: 0 } as const

  for (const more of [{}, {}, { host: 'b.test' }, { ...refused, host: 'c.test' }]) {
    account.add(connection(more))
  }

  expect(account.takeLines()).toEqual([
    'network: allowed a.test:443: 2 connections, 20 bytes up, 200 down',
    'network: allowed b.test:443: 1 connection, 10 bytes up, 100 down',
    'network: refused c.test:443 (not on the list): 1 connection',
  ])
  expect(account.takeLines()).toEqual([])
})

test('a command that tries ever new names fills twenty lines and one', () => {
  const account = new NetworkAccount()

  for (let n = 0; n < 5000; n += 1) account.add(connection({ host: `n${n}.test` }))
  const lines = account.takeLines()

  expect(lines).toHaveLength(21)
  expect(lines.at(-1)).toBe('network: 4980 more connections')
})

test('what was allowed and did not come about is counted', () => {
  const account = new NetworkAccount()

  account.add(connection({ verdict: 'failed', why: 'no answer' }))
  account.add(connection({ verdict: 'refused', why: 'not on the list' }))

  expect(account.failed).toBe(1)
})
