import { pathClass } from '@millwright/protocol'
import type { PatchFile, PatchLine } from '../../patch/patch-file.ts'
import type { Rule } from '../rule.ts'
import { mayChangeLockfiles } from './protected-path.ts'

/** The changed lines of honest patches are shorter on average. */
const CHARS_A_LINE_MAX = 200

/** More than a person reads before agreeing; a lockfile that was asked for does not count. */
export const tooLarge: Rule = {
  name: 'too-large',
  decision: 'block',
  find(patch, { limits, category }) {
    const counted = patch.filter(
      ({ path }) => !(mayChangeLockfiles(category) && pathClass(path) === 'lockfile'),
    )
    const changed = counted.flatMap(changedLines)
    const lines = changed.length
    const chars = changed.reduce((sum, { text }) => sum + text.length, 0)
    const charsMax = limits.lines * CHARS_A_LINE_MAX
    const hits: string[] = []
    if (counted.length > limits.files) {
      hits.push(`${counted.length} files are changed, of ${limits.files} allowed`)
    }
    if (lines > limits.lines) hits.push(`${lines} lines are changed, of ${limits.lines} allowed`)
    if (chars > charsMax) hits.push(`${chars} characters are changed, of ${charsMax} allowed`)
    return hits.map((why) => ({ path: counted[0]?.path ?? '', line: null, why }))
  },
  refused: [
    [1, 2, 3, 4, 5, 6].map((n) => `=== src/${n}.ts\n+x`).join('\n'),
    `=== src/a.ts${'\n+x'.repeat(401)}`,
    `=== src/a.ts${'\n+x'.repeat(200)}${'\n-y'.repeat(201)}`,
    `=== src/a.ts${`\n+${'x'.repeat(1000)}`.repeat(81)}`,
  ],
  allowed: [
    [1, 2, 3, 4, 5].map((n) => `=== src/${n}.ts\n+x`).join('\n'),
    `=== src/a.ts${'\n+x'.repeat(200)}${'\n-y'.repeat(200)}`,
    `=== src/a.ts${`\n+${'x'.repeat(1000)}`.repeat(80)}`,
    { category: 'lockfile-drift', patch: `=== package-lock.json${'\n+x'.repeat(5000)}` },
  ],
}

function changedLines({ hunks }: PatchFile): PatchLine[] {
  return hunks.flat().filter(({ kind }) => kind !== 'context')
}
