import { BlockList, isIP } from 'node:net'

/**
 * What the IANA registries of special-purpose addresses keep from the public network
 * (https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry),
 * multicast, and a cloud's own address that looks public.
 */
const special: readonly (readonly [range: string, what: string])[] = [
  ['0.0.0.0/8', 'no host'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared by a provider'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'a metadata service'],
  ['169.254.0.0/16', 'link-local, or a metadata service'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'for documents'],
  ['192.88.99.0/24', 'a relay'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'for benchmarks'],
  ['198.51.100.0/24', 'for documents'],
  ['203.0.113.0/24', 'for documents'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['2001::/23', 'reserved, or a tunnel'],
  ['2001:db8::/32', 'for documents'],
  ['2002::/16', 'a tunnel to another address'],
  ['3fff::/20', 'for documents'],
]

const ranges = special.map(([range, what]) => ({ list: blockList(range), what }))
/** Everything public in IPv6; mapped, translated, local and multicast addresses lie outside. */
const publicV6 = blockList('2000::/3')

/** Says why a jail may not reach an address, or null for one of the public network. */
export function addressProblem(address: string): string | null {
  const version = isIP(address)
  if (version === 0 || address.includes('%')) return 'no plain address'
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (version === 6 && !publicV6.check(address, family)) return 'not public'
  return ranges.find(({ list }) => list.check(address, family))?.what ?? null
}

/** An address that no setting can open: it is nobody's registry, and may hand out credentials. */
export function isNeverAllowed(address: string): boolean {
  const problem = addressProblem(address)
  const isOperators = ['private', 'loopback', 'shared by a provider', 'not public']
  return problem !== null && (!isOperators.includes(problem) || isLinkLocalV6(address))
}

const localV6 = [
  '::/128',
  'fe80::/10',
  'ff00::/8',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  'fd00:ec2::/32',
].map(blockList)

function isLinkLocalV6(address: string): boolean {
  return isIP(address) === 6 && localV6.some((list) => list.check(address, 'ipv6'))
}

function blockList(range: string): BlockList {
  const [address = '', bits] = range.split('/')
  const list = new BlockList()
  list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  return list
}
