import { RE2JS } from 're2js'
import type { FileProblem } from './read-yaml.ts'

/** RE2 refuses what could take more than linear time; an empty match would be a hit on any line. */
export function checkPattern(pattern: string, path: FileProblem['path']): FileProblem | null {
  try {
    const regex = RE2JS.compile(pattern)
    if (!regex.test('')) return null
    return { path, message: `the pattern matches an empty line: ${pattern}` }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { path, message: `not a linear-time (RE2) pattern: ${why}` }
  }
}
