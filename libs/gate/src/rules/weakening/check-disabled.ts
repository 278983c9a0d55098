import { signRule } from '../sign-rule.ts'

/** A compiler, linter or coverage tool that is told to look away. */
export const checkDisabled = signRule({
  name: 'check-disabled',
  decision: 'block',
  why: 'a checker is told to look away instead of the cause being mended',
  sign: 'checkDisabled',
  refused: [
    '=== src/a.ts\n+  // @ts-ignore',
    '=== src/a.ts\n+  // eslint-disable-next-line no-undef',
    '=== src/a.ts\n+  // biome-ignore lint/suspicious/noExplicitAny: later',
    '=== src/a.ts\n+  /* v8 ignore next */',
    '=== a.py\n+import os  # noqa: F401',
    '=== a.py\n+x = f()  # type: ignore[arg-type]',
    '=== a.go\n+\tf() //nolint:errcheck',
    '=== src/lib.rs\n+#[allow(dead_code)]',
    '=== src/main/java/A.java\n+    @SuppressWarnings("unchecked")',
    '=== a.rb\n+  # rubocop:disable Metrics',
    '=== a.php\n+// phpcs:ignore',
    '=== A.cs\n+#pragma warning disable CS0168',
    '=== a.cc\n+  int x = 1;  // NOLINT',
    '=== a.sh\n+# shellcheck disable=SC2086',
  ],
  allowed: [
    '=== src/a.ts\n-  // @ts-ignore\n+  const a: number = 1',
    '=== src/a.ts\n-    // eslint-disable-next-line no-undef\n+  // eslint-disable-next-line no-undef',
    '=== a.py\n+kind: type = ignore',
    '=== src/lib.rs\n+#[derive(Debug)]',
  ],
})
