import { waitFor } from '@millwright/testing'
import type { World } from '../demo/world.ts'

/** Longer than the longest pause that the lead keeps between two writes, which is three seconds. */
const QUIET_MS = 4000

/**
 * Waits until the lead has nothing left to write to GitHub: its writes are a second apart, and those
 * of one task would else hold up the first sign of the next.
 */
export async function writesAreThrough({ github }: World): Promise<void> {
  const isThrough = () => {
    const last = github
      .requests()
      .findLast(({ method, path }) => method !== 'GET' && path.startsWith('/repos/'))
    return Date.now() - Date.parse(last?.at ?? '') > QUIET_MS
  }
  await waitFor(isThrough, { what: 'the last write to GitHub', timeoutMs: 60_000 })
}
