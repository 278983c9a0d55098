import type { Tally } from './tally.ts'

const point = /^( {0,200})(not )?ok\b(.{0,2000})/
const directive = /(?<!\\)#\s{0,10}(?:skip|todo)/i

/**
 * Counts the test points of a TAP report (https://testanything.org/tap-version-14-specification).
 * A point that sums up the deeper ones before it is no test of its own. What follows a point as
 * YAML, and comments, is text of strangers and counts for nothing.
 */
export function countTap(text: string, tally: Tally): void {
  let depth = 0
  let yamlEnd: string | null = null
  for (const line of text.split('\n')) {
    if (yamlEnd !== null) {
      if (line.trimEnd() === yamlEnd) yamlEnd = null
      continue
    }
    if (line.trim() === '---') {
      yamlEnd = line.trimEnd().replace('---', '...')
      continue
    }
    if (line.trimStart().startsWith('Bail out!')) tally.add('failed', '')
    const found = point.exec(line)
    if (found === null) continue
    const [, indent = '', not, rest = ''] = found
    const isSum = indent.length < depth
    depth = indent.length
    if (isSum) continue
    // A test that is still to be written may fail, and proves nothing when it passes.
    if (directive.test(rest)) tally.add('skipped', titleOf(rest))
    else tally.add(not === undefined ? 'passed' : 'failed', titleOf(rest))
  }
}

/** The description of a point, without its number and its directive. */
function titleOf(rest: string): string {
  return rest.replace(/^\s{0,10}\d{0,9}\s{0,10}-?/, '').replace(/(?<!\\)#.*/, '')
}
