import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The mark of a test run, which counts among what Nx knows the run by: a run with a new mark is
 * always made, and one with the last mark is replayed when no file has changed since. (Nx's own
 * way to make it run, --skipNxCache, does not remember the result either.)
 *
 * @param mark a new one, or null for the last one
 */
export function runMark(root: string, mark: string | null): string {
  const file = join(root, '.nx', 'suite-run')
  if (mark === null) return existsSync(file) ? readFileSync(file, 'utf8') : ''
  mkdirSync(join(root, '.nx'), { recursive: true })
  writeFileSync(file, mark)
  return mark
}
