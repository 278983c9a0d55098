import { lineRule } from '../line-rule.ts'

/** Code that behaves differently while it is tested. */
export const runnerSniffing = lineRule({
  name: 'runner-sniffing',
  decision: 'block',
  why: 'code finds out whether it is being tested',
  patterns: [
    {
      where: 'sources',
      pattern:
        /\b(?:JEST_WORKER_ID|VITEST(?:_\w+)?|PYTEST_CURRENT_TEST|NODE_TEST_CONTEXT|RUST_TEST\w*|GITHUB_ACTIONS|PHPUNIT_\w+|TEAMCITY_VERSION)\b/,
    },
    {
      where: 'sources',
      languages: ['javascript'],
      pattern:
        /\bNODE_ENV\b["'\]]*\s*[!=]==?\s*["'`]test|["'`]test["'`]\s*[!=]==?\s*process\.env|\bprocess\.env(?:\.CI\b|\[["']CI["']\])|\btypeof\s+(?:jest|describe|it|expect|vi)\b|\bimport\.meta\.vitest\b|\b__coverage__\b/,
    },
    {
      where: 'sources',
      languages: ['python'],
      pattern:
        /["'](?:pytest|unittest)["']\s+in\s+sys\.(?:modules|argv)|\benviron\b.*["']CI["']|\bsys\._getframe\b|\binspect\.stack\b/,
    },
    {
      where: 'sources',
      languages: ['go'],
      pattern:
        /\btesting\.Testing\s*\(|\bflag\.Lookup\s*\(\s*"test\.|\bHasSuffix\s*\(\s*os\.Args\[0\]/,
    },
    {
      where: 'sources',
      languages: ['rust'],
      pattern: /\bcfg!\s*\(\s*test\s*\)|#\[\s*cfg\s*\(\s*not\s*\(\s*test\s*\)/,
    },
    { where: 'sources', languages: ['java'], pattern: /\bgetStackTrace\s*\(|["']org\.junit/ },
    {
      where: 'sources',
      languages: ['ruby'],
      pattern: /\bRails\.env\.test\?|\bdefined\?\s*\(?\s*(?:RSpec|Minitest)|["']RAILS_ENV["']/,
    },
    {
      where: 'sources',
      languages: ['php'],
      pattern: /\brunningUnitTests\s*\(|["']APP_ENV["'].*testing|\bdebug_backtrace\s*\(/,
    },
    {
      where: 'sources',
      languages: ['csharp'],
      pattern: /\bnew\s+StackTrace\b|["'](?:xunit|nunit)/i,
    },
  ],
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
    '=== src/A.php\n+    if (app()->runningUnitTests()) {',
  ],
  allowed: [
    '=== src/a.test.ts\n+  process.env.VITEST = "1"',
    "=== src/a.ts\n+  if (process.env.NODE_ENV === 'production') return 3",
    '=== src/lib.rs\n+#[cfg(test)]',
  ],
})
