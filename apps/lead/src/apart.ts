import type { Parts } from './parts.ts'

/**
 * Does one piece of a round; what goes wrong with it is told and keeps no other waiting. Gives back
 * whether it was done.
 */
export async function apart(
  parts: Pick<Parts, 'logger'>,
  repo: string,
  what: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work()
    return true
  } catch (err) {
    parts.logger.warn({ err, repo, what }, 'not done in this round, tried again in the next')
    return false
  }
}
