import { isTestFile } from '../../is-test-file.ts'
import { newLinesOf } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'
import { signRule } from '../sign-rule.ts'

const signs = signRule({
  name: 'type-asserted',
  decision: 'approval',
  why: 'a checker is told what to believe of a value instead of being shown',
  sign: 'typeAsserted',
  refused: [
    '=== src/a.ts\n+  return rows.at(0)!',
    '=== src/a.ts\n+function f(done: Function) {',
    '=== app/a.py\n+    return cast(Order, find(id))',
    '=== a.go\n+\tvar order interface{}',
    '=== a.go\n+\t_ = unused',
    '=== src/main/java/A.java\n+    return (Order) (Object) load();',
    '=== src/main/java/A.java\n+    List orders = load();',
    '=== src/A.php\n+    private function find(mixed $id): mixed',
    '=== A.cs\n+        return Find(id)!;',
    '=== src/a.cc\n+  return const_cast<Order*>(order);',
  ],
  allowed: [
    '=== src/a.ts\n+  if (!rows.length) return null',
    '=== src/a.ts\n+  return a !== b',
    '=== app/a.py\n+    return broadcast(order)',
    '=== a.go\n+\t_ = iota',
    '=== src/main/java/A.java\n+    List<Order> orders = load();',
    '=== A.cs\n+        if (!found) return null;',
  ],
})

const CAST = /\bas\s+(?!const\b)[A-Z][\w.]*/
const TYPESCRIPT = /\.[cm]?tsx?$/i

/** A type error is where a cast in TypeScript is the short way out; elsewhere it is ordinary. */
export const typeAsserted: Rule = {
  ...signs,
  find: (patch, context) => [
    ...signs.find(patch, context),
    ...patch.flatMap((file) => {
      const isAsked = context.category === 'type-error' && TYPESCRIPT.test(file.path)
      if (!isAsked || isTestFile(file.path)) return []
      return newLinesOf(file)
        .filter(({ text }) => CAST.test(text) && !/^\s*(?:import|export)\b/.test(text))
        .map(({ number }) => ({
          ...{ path: file.path, line: number },
          why: 'a value is said to have a type that the compiler does not see',
        }))
    }),
  ],
  refused: [
    ...signs.refused,
    { category: 'type-error', patch: '=== src/a.ts\n+  return find(id) as Order' },
  ],
  allowed: [
    ...signs.allowed,
    '=== src/a.ts\n+  return find(id) as Order',
    { category: 'type-error', patch: '=== src/a.ts\n+import { a as Order } from "./a.ts"' },
  ],
}
