import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { addressProblem } from './address-problem.ts'
import type { AllowedHost } from './allowed-host.ts'

/** Where a client of the proxy wants to go, as it wrote it. */
export type Target = { host: string; port: number }

/** `addresses` are the only ones to connect to: looking the name up again could change them. */
export type Admission =
  | { verdict: 'allowed'; addresses: readonly string[] }
  | { verdict: 'refused' | 'failed'; why: string }

/** All addresses of a name. Rejects when there is none. */
export type Resolve = (name: string) => Promise<readonly string[]>

/** As the machine itself resolves names. */
export const resolveBySystem: Resolve = async (name) =>
  (await lookup(name, { all: true, order: 'ipv4first' })).map(({ address }) => address)

/** The one place that decides what a jail may connect to. */
export async function admit(
  { host, port }: Target,
  allowed: readonly AllowedHost[],
  resolve: Resolve,
): Promise<Admission> {
  if (isAddress(host)) return { verdict: 'refused', why: 'an address instead of a name' }
  const name = host.toLowerCase().replace(/\.$/, '')
  const named = allowed.filter((entry) => entry.name === name)
  if (named.length === 0) return { verdict: 'refused', why: 'not on the list' }
  const entry = named.find(({ ports }) => ports.includes(port))
  if (entry === undefined) return { verdict: 'refused', why: `port ${port} is not on the list` }
  if (entry.address !== null) return { verdict: 'allowed', addresses: [entry.address] }
  return checkAll(name, resolve)
}

async function checkAll(name: string, resolve: Resolve): Promise<Admission> {
  let addresses: readonly string[]
  try {
    addresses = await resolve(name)
  } catch {
    return { verdict: 'failed', why: 'the name has no address' }
  }
  for (const address of addresses) {
    const problem = addressProblem(address)
    // One bad address is enough: a name that also leads inside is not what was meant.
    if (problem !== null) return { verdict: 'refused', why: `leads to ${address} (${problem})` }
  }
  return addresses.length === 0
    ? { verdict: 'failed', why: 'the name has no address' }
    : { verdict: 'allowed', addresses }
}

/** In any form that some resolver reads as an address: decimal, octal, hexadecimal, short. */
function isAddress(host: string): boolean {
  const bare = host.replace(/^\[/, '').replace(/\]$/, '')
  if (isIP(bare) !== 0 || bare.includes(':') || bare.includes('%')) return true
  const url = URL.canParse(`http://${bare}/`) ? new URL(`http://${bare}/`) : null
  return url === null || isIP(url.hostname) !== 0
}
