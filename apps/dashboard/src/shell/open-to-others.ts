import type { Identity } from '../api/session.ts'

/**
 * That this page came under another name than this machine's own, and everybody may read: a proxy
 * stands in front that shows the service no sign of itself. Only the browser can tell.
 */
export function isOpenToOthers(
  identity: Pick<Identity, 'reading_is_open'> | null,
  hostname: string,
): boolean {
  const isHere = /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(hostname)
  return identity?.reading_is_open === true && !isHere
}
