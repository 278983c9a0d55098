import { isTestFile } from '../../is-test-file.ts'
import { newLinesOf } from '../changed-lines.ts'
import { STRING } from '../literals.ts'
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

const UNSEEN = 'a value is said to have a type that the compiler does not see'
const CAST = /\bas\s+(?!const\b)[A-Z][\w.]*/
/** The older form of a cast, which a file with markup in it cannot use. */
const ANGLED =
  /(?:^|[(,=:?[{&|;!]|\breturn\b|\bawait\b|=>)\s*<\s*(?!const\b)(?:readonly\s+|typeof\s+|keyof\s+)?[A-Za-z_$][\w.$]{0,100}(?:<[^<>]{1,100}>)?(?:\[\])*(?:\s*[|&]\s*[\w.$]{1,100}(?:\[\])*){0,5}\s*>\s*(?:[\w$[{"'`]|\((?![^()]*\)\s*(?::|=>)|.*=>|\s*\w+\??:|.*[({,]$))/
const COMMENT = /^\s*(?:\/\/|\/?\*)/
const TAG = /<\//
const WITHOUT_MARKUP = /\.[cm]?ts$/i
const TYPESCRIPT = /\.[cm]?tsx?$/i

/**
 * A type error is where a cast in TypeScript is the short way out; elsewhere it is ordinary, but
 * for the form in angle brackets, which is rare enough to be looked at each time.
 */
export const typeAsserted: Rule = {
  ...signs,
  find: (patch, context) => [
    ...signs.find(patch, context),
    ...patch.flatMap((file) => {
      if (!WITHOUT_MARKUP.test(file.path) || isTestFile(file.path)) return []
      return newLinesOf(file)
        .filter(({ text }) => isAngled(text))
        .map(({ number }) => ({ path: file.path, line: number, why: UNSEEN }))
    }),
    ...patch.flatMap((file) => {
      const isAsked = context.category === 'type-error' && TYPESCRIPT.test(file.path)
      if (!isAsked || isTestFile(file.path)) return []
      return newLinesOf(file)
        .filter(({ text }) => CAST.test(text) && !/^\s*(?:import|export)\b/.test(text))
        .map(({ number }) => ({ path: file.path, line: number, why: UNSEEN }))
    }),
  ],
  refused: [
    ...signs.refused,
    '=== src/a.ts\n+  const a = f(<Foo>x)',
    '=== src/a.mts\n+  return <Foo[]>rows.map(same)',
    '=== src/a.ts\n+  const a: Foo = <Foo>(x)',
    '=== src/a.ts\n+    <Map<string, Foo>>{},',
    '=== src/a.ts\n+  const a = b ?? <A | B>c',
    { category: 'type-error', patch: '=== src/a.ts\n+  return find(id) as Order' },
  ],
  allowed: [
    ...signs.allowed,
    '=== src/a.ts\n+  const a = f<Foo>(x)',
    '=== src/a.ts\n+  const rows = new Map<string, Foo>(x)',
    '=== src/a.ts\n+  const first = <T>(rows: T[]) => rows[0]',
    '=== src/a.ts\n+export const first = <T>(rows: readonly T[]): T | undefined => {',
    '=== src/a.ts\n+  pick: <T>(rows: T[]) => T',
    '=== src/a.ts\n+  pick = async <T>(',
    '=== src/a.ts\n+  return run(<T>() => x)',
    '=== src/a.ts\n+  <T>(rows: T[]): T',
    '=== src/a.ts\n+  if (a <b && c> d) return 1',
    '=== src/a.ts\n+  const shown = html`<b>x</b>`',
    '=== src/a.ts\n+  log("usage: <NAME> x")',
    '=== src/a.ts\n+// f(<Foo>x)',
    '=== src/a.tsx\n+  return <Foo>x',
    '=== src/a.ts\n+  return find(id) as Order',
    { category: 'type-error', patch: '=== src/a.ts\n+import { a as Order } from "./a.ts"' },
  ],
}

function isAngled(text: string): boolean {
  if (COMMENT.test(text) || TAG.test(text)) return false
  return ANGLED.test(text.replaceAll(STRING, '""'))
}
