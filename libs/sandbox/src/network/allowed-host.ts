import { isIP } from 'node:net'
import { SandboxError } from '../sandbox-error.ts'
import { isNeverAllowed } from './address-problem.ts'

/** One entry of an allow-list. */
export type AllowedHost = {
  /** In lower case. */
  name: string
  ports: readonly number[]
  /** Where the name is, as the operator says; without it, what the name resolves to. */
  address: string | null
}

const USUAL_PORTS = [443, 80]
/** RFC 1123 labels, at least two; the last starts with a letter, as that of no address does. */
const form =
  /^(?<name>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?::(?<port>\d{1,5}))?(?:=(?<address>[0-9a-f.:]{2,45}))?$/
const PORT_MAX = 65_535

/**
 * Reads `name`, `name:port` or `name:port=address`. The last form is for a server in the operator's
 * own network: the name is not looked up, and only that address and port are opened.
 * @throws SandboxError for an address in the place of the name, and whatever else this is not.
 */
export function parseAllowedHost(text: string): AllowedHost {
  const { name, port, address } = form.exec(text.toLowerCase())?.groups ?? {}
  const isPort = port === undefined || (Number(port) > 0 && Number(port) <= PORT_MAX)
  if (name === undefined || !isPort) {
    throw new SandboxError(
      `"${text}" cannot be allowed: write a host as name, name:port or name:port=address`,
    )
  }
  if (address !== undefined && (isIP(address) === 0 || isNeverAllowed(address))) {
    throw new SandboxError(`"${text}" cannot be allowed: ${address} is no address for it`)
  }
  const ports = port === undefined ? USUAL_PORTS : [Number(port)]
  return { name, ports, address: address ?? null }
}
