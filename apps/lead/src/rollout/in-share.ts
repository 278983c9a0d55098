import { createHash } from 'node:crypto'

/**
 * True for `share` per cent of all tasks, and for the same task always. Another canary meets other
 * tasks, and one whose share grows keeps those it had.
 */
export function inShare(taskId: string, canary: { hash: string; share: number }): boolean {
  const hash = createHash('sha256').update(`${canary.hash} ${taskId}`).digest()
  return hash.readUInt32BE(0) / 2 ** 32 < canary.share / 100
}
