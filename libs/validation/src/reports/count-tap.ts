import type { TestCounts } from '@millwright/protocol'
import { Tally } from './tally.ts'

const point = /^( {0,200})(not )?ok\b(.{0,2000})/
const directive = /(?<!\\)#\s{0,10}(?:skip|todo)/i

/**
 * Counts the test points of a TAP report (https://testanything.org/tap-version-14-specification).
 * A point that sums up the deeper ones before it is no test of its own. What follows a point as
 * YAML, and comments, is text of strangers and counts for nothing.
 */
export function countTap(text: string): TestCounts {
  const tally = new Tally()
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
    if (line.trimStart().startsWith('Bail out!')) tally.add('failed')
    const found = point.exec(line)
    if (found === null) continue
    const [, indent = '', not, rest = ''] = found
    const isSum = indent.length < depth
    depth = indent.length
    if (isSum) continue
    // A test that is still to be written may fail, and proves nothing when it passes.
    if (directive.test(rest)) tally.add('skipped')
    else tally.add(not === undefined ? 'passed' : 'failed')
  }
  return tally.counts()
}
