import { expect, test } from 'vitest'
import { addressProblem } from './address-problem.ts'
import { admit } from './admit.ts'
import { parseAllowedHost } from './allowed-host.ts'

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '239.255.255.255',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '2001:0:1::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%lo',
  'fec0::1',
  'ff02::1',
  '127.1',
  '0x7f000001',
  'name',
])('the address %s is not for a jail', (address) => {
  expect(addressProblem(address)).not.toBeNull()
})

test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450::1'])(
  'the address %s is public',
  (address) => {
    expect(addressProblem(address)).toBeNull()
  },
)

test.each([
  ['Registry.NPMjs.org', { name: 'registry.npmjs.org', ports: [443, 80], address: null }],
  ['a-b.example.com:8443', { name: 'a-b.example.com', ports: [8443], address: null }],
  ['npm.lan:4873=192.168.1.5', { name: 'npm.lan', ports: [4873], address: '192.168.1.5' }],
  ['npm.lan=fd12::5', { name: 'npm.lan', ports: [443, 80], address: 'fd12::5' }],
])('%s is an entry of a list', (text, entry) => {
  expect(parseAllowedHost(text)).toEqual(entry)
})

test.each([
  '',
  'localhost',
  '127.0.0.1',
  '127.0.0.1:80',
  '2130706433',
  '0x7f.1',
  '[::1]:80',
  '*.example.com',
  'a b.com',
  'https://example.com',
  'example.com/path',
  'user@example.com',
  'example.com:0',
  'example.com:65536',
  'npm.lan=name',
  'npm.lan=169.254.169.254',
  'npm.lan=168.63.129.16',
  'npm.lan=224.0.0.1',
  'npm.lan=0.0.0.0',
  'npm.lan=::ffff:169.254.169.254',
  'npm.lan=fd00:ec2::254',
  'npm.lan=fe80::1',
])('%j is refused as an entry', (text) => {
  expect(() => parseAllowedHost(text)).toThrow('cannot be allowed')
})

const hosts = ['good.example.com', 'npm.lan:4873=192.168.1.5'].map(parseAllowedHost)
const publicly = async () => ['93.184.216.34']

test.each([
  ['good.example.com', 443],
  ['GOOD.example.com.', 80],
])('%s:%i is let through to the address that was looked up', async (host, port) => {
  expect(await admit({ host, port }, hosts, publicly)).toEqual({
    verdict: 'allowed',
    addresses: ['93.184.216.34'],
  })
})

test('an address that the operator wrote down is not looked up', async () => {
  const asked = async () => Promise.reject(new Error('looked up'))

  const admission = await admit({ host: 'npm.lan', port: 4873 }, hosts, asked)

  expect(admission).toEqual({ verdict: 'allowed', addresses: ['192.168.1.5'] })
})

test.each([
  ['evil.example.com', 443, 'not on the list'],
  ['good.example.com.evil.com', 443, 'not on the list'],
  ['xgood.example.com', 443, 'not on the list'],
  ['good.example.com', 22, 'port 22'],
  ['npm.lan', 443, 'port 443'],
  ['127.0.0.1', 443, 'an address'],
  ['[::1]', 443, 'an address'],
  ['::ffff:127.0.0.1', 443, 'an address'],
  ['2130706433', 443, 'an address'],
  ['0x7f000001', 443, 'an address'],
  ['017700000001', 443, 'an address'],
  ['127.1', 443, 'an address'],
  ['１２７.0.0.1', 443, 'an address'],
  ['%31%32%37.0.0.1', 443, 'an address'],
])('%s:%i is refused', async (host, port, why) => {
  const admission = await admit({ host, port }, hosts, publicly)

  expect(admission).toMatchObject({ verdict: 'refused', why: expect.stringContaining(why) })
})

test.each([[['127.0.0.1']], [['93.184.216.34', '10.0.0.1']], [['::ffff:10.0.0.1']], [['fe80::1']]])(
  'a name that leads to %j is refused whole',
  async (addresses) => {
    const target = { host: 'good.example.com', port: 443 }

    const admission = await admit(target, hosts, async () => addresses)

    expect(admission).toMatchObject({
      verdict: 'refused',
      why: expect.stringContaining('leads to'),
    })
  },
)

test('a name without an address is a failure, not a refusal', async () => {
  const target = { host: 'good.example.com', port: 443 }

  const missing = await admit(target, hosts, () => Promise.reject(new Error('ENOTFOUND')))
  const empty = await admit(target, hosts, async () => [])

  expect([missing.verdict, empty.verdict]).toEqual(['failed', 'failed'])
})
