import { pathClass } from '@millwright/protocol'
import type { PatchFile } from '../../patch/patch-file.ts'
import type { Rule } from '../rule.ts'
import { mayChangeLockfiles } from './protected-path.ts'

/** More than a person reads before agreeing; a lockfile that was asked for does not count. */
export const tooLarge: Rule = {
  name: 'too-large',
  decision: 'block',
  find(patch, { limits, category }) {
    const counted = patch.filter(
      ({ path }) => !(mayChangeLockfiles(category) && pathClass(path) === 'lockfile'),
    )
    const lines = counted.reduce((sum, file) => sum + changedLines(file), 0)
    const hits: string[] = []
    if (counted.length > limits.files) {
      hits.push(`${counted.length} files are changed, of ${limits.files} allowed`)
    }
    if (lines > limits.lines) hits.push(`${lines} lines are changed, of ${limits.lines} allowed`)
    return hits.map((why) => ({ path: counted[0]?.path ?? '', line: null, why }))
  },
  refused: [
    [1, 2, 3, 4, 5, 6].map((n) => `=== src/${n}.ts\n+x`).join('\n'),
    `=== src/a.ts${'\n+x'.repeat(401)}`,
    `=== src/a.ts${'\n+x'.repeat(200)}${'\n-y'.repeat(201)}`,
  ],
  allowed: [
    [1, 2, 3, 4, 5].map((n) => `=== src/${n}.ts\n+x`).join('\n'),
    `=== src/a.ts${'\n+x'.repeat(200)}${'\n-y'.repeat(200)}`,
    { category: 'lockfile-drift', patch: `=== package-lock.json${'\n+x'.repeat(5000)}` },
  ],
}

function changedLines(file: PatchFile): number {
  return file.hunks.flat().filter(({ kind }) => kind !== 'context').length
}
