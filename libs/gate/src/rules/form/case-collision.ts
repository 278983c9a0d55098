import type { Rule } from '../rule.ts'

/** Two names that are one on a file system that does not tell their letters apart. */
export const caseCollision: Rule = {
  name: 'case-collision',
  decision: 'block',
  find(patch) {
    const seen = new Map<string, string>()
    return patch.flatMap(({ path, change }) => {
      if (change === 'deleted') return []
      const folded = path.normalize('NFKC').toLowerCase()
      const other = seen.get(folded)
      seen.set(folded, path)
      return other === undefined ? [] : [{ path, line: null, why: `"${other}" is the same name` }]
    })
  },
  refused: ['=== src/a.ts\n+x\n=== src/A.ts\n+y', '=== src/a.ts\n+x\n=== src/a.ts\n+y'],
  allowed: ['=== src/a.ts\n+x\n=== src/b.ts\n+y'],
}
