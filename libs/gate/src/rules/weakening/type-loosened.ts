import { signRule } from '../sign-rule.ts'

/** A type error that is talked away instead of mended. */
export const typeLoosened = signRule({
  name: 'type-loosened',
  decision: 'block',
  why: 'a type is given up, so that nothing is checked any more',
  sign: 'typeLoosened',
  refused: [
    '=== src/a.ts\n+  return value as any',
    '=== src/a.ts\n+  return value as unknown as string',
    '=== src/a.ts\n+function f(value: any) {',
    '=== src/a.ts\n+  const a = f(<never>x)',
    '=== src/a.ts\n+  return <Order><unknown>x',
    '=== a.py\n+def f(value: Any) -> int:',
    '=== a.py\n+def f(value: "Any" = None) -> int:',
    '=== a.py\n+def f(value) -> "Any | None":',
    "=== a.py\n+    total: 'typing.Any'  # later",
  ],
  allowed: [
    '=== src/a.ts\n+  // the same as any other value',
    '=== src/a.ts\n+  return String(value)',
    '=== src/a.ts\n+  const stop = new Map<string, Promise<never>>(x)',
    '=== src/a.ts\n-function f(value: any) {\n+function f(value: string) {',
    '=== a.py\n+    return any(values)',
  ],
})
