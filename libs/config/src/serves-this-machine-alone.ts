import type { Config } from './config.ts'
import { isLoopback } from './is-loopback.ts'

/**
 * That no setting of the status service tells of people who come from elsewhere. Another address,
 * a public one, other names and known proxies each say that they do, if need be through loopback.
 */
export function servesThisMachineAlone(settings: Config['status']): boolean {
  const { host, url, allowed_hosts, trusted_proxies } = settings
  const isPublic = url !== null && !isLoopback(new URL(url).hostname.replace(/^\[|\]$/g, ''))
  return isLoopback(host) && !isPublic && allowed_hosts.length === 0 && trusted_proxies.length === 0
}
