import type { Parts } from '../parts.ts'

/** Tells that a piece of work failed for good; the sweep comes by the same place again. */
export async function sayGivenUp(parts: Parts, what: string, error: Error): Promise<void> {
  parts.logger.error({ err: error, what }, 'given up')
  const text = `${what} was given up and is looked at again by the sweep: ${error.message}`
  await parts.tell({ kind: 'delivery', text })
}
