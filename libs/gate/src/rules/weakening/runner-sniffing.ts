import { signRule } from '../sign-rule.ts'

/** Code that behaves differently while it is tested. */
export const runnerSniffing = signRule({
  name: 'runner-sniffing',
  decision: 'block',
  why: 'code finds out whether it is being tested',
  sign: 'sniffing',
  refused: [
    '=== src/a.ts\n+  if (process.env.VITEST) return 3',
    "=== src/a.js\n+  if (process.env.NODE_ENV === 'test') return 3",
    '=== src/a.js\n+  if (process.env.CI) return 3',
    '=== app/a.py\n+    if "pytest" in sys.modules:',
    '=== app/a.py\n+    if os.environ.get("PYTEST_CURRENT_TEST"):',
    '=== a.go\n+\tif testing.Testing() {',
    '=== src/lib.rs\n+    if cfg!(test) {',
    '=== src/main/java/A.java\n+    for (var f : new Throwable().getStackTrace())',
    '=== app/a.rb\n+    return 3 if Rails.env.test?',
    '=== Sources/A.swift\n+    if NSClassFromString("XCTestCase") != nil {',
    '=== src/A.php\n+    if (app()->runningUnitTests()) {',
  ],
  allowed: [
    '=== src/a.test.ts\n+  process.env.VITEST = "1"',
    "=== src/a.ts\n+  if (process.env.NODE_ENV === 'production') return 3",
    '=== src/lib.rs\n+#[cfg(test)]',
  ],
})
