import { signRule } from '../sign-rule.ts'

/** Code that could tell a test from the rest of its life: seldom needed, and never by chance. */
export const looksAround = signRule({
  name: 'looks-around',
  decision: 'approval',
  why: 'code looks at how it is run, which can differ while it is tested',
  sign: 'looksAround',
  refused: [
    '=== src/a.ts\n+  if (process.env["VI" + "TEST"]) return 3',
    '=== src/a.js\n+  if (require.main !== module) return 3',
    '=== src/a.js\n+  if (new Error().stack.includes("runner")) return 3',
    '=== app/a.py\n+    if os.environ.get("PY" + "TEST"):',
    '=== app/a.py\n+    if sys.argv[0].endswith("x"):',
    '=== a.go\n+\tif strings.Contains(os.Args[1], "x") {',
    '=== src/a.rs\n+    if cfg!(debug_assertions) {',
    '=== src/main/java/A.java\n+    Class.forName(name)',
    '=== lib/a.rb\n+    return 3 if caller.any?',
    '=== src/A.php\n+    if ($_SERVER["x"]) {',
    '=== A.cs\n+#if DEBUG',
    '=== src/a.c\n+#ifdef DEBUG',
  ],
  allowed: [
    '=== src/a.ts\n+  const port = process.env.PORT',
    '=== src/a.test.ts\n+  process.argv.push("x")',
    '=== app/a.py\n+    port = os.environ["PORT"]',
    '=== src/a.c\n+#ifdef __linux__',
    '=== src/a.rs\n+#[cfg(unix)]',
  ],
})
