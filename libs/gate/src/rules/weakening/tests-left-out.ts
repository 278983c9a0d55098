import { CHECK_COMMAND } from '../../languages/check-command.ts'
import { lineRule } from '../line-rule.ts'
import type { Rule } from '../rule.ts'
import { fewerRule } from './fewer-rule.ts'

/**
 * A command that checks the project and is run, not only named. What stands behind `;` or `&&` is
 * run whatever the line begins with; behind `||` it is not.
 */
const COMMAND = new RegExp(
  String.raw`${CHECK_COMMAND}(?<!^\s{0,200}(?:-\s{1,20})?@?(?:echo|printf|true|:|alias)\s[^;&]{0,300})`,
)

/** A runner that is told to run fewer tests than it finds. */
const filtered = lineRule({
  name: 'tests-left-out',
  decision: 'block',
  why: 'a test runner is told to leave tests out',
  patterns: [
    {
      languages: ['shell', 'yaml', 'other', 'python', 'ruby', 'javascript'],
      pattern:
        /--(?:deselect|ignore-glob|testPathIgnorePatterns|test-skip-pattern|exclude-task|exclude-group|testNamePattern|only-failures|changedSince|onlyChanged|lf|last-failed)\b|\bpytest\b.{0,200}\s(?:-k|--ignore|-m)[\s=]|\bgo\s+test\b.{0,200}\s-(?:skip|run|short|vet=off)\b|\bcargo\s+(?:nextest|test)\b.{0,200}(?:--skip|--exclude|-E)\s|\b(?:mvn|mvnw|gradle|gradlew)\b.{0,200}(?:-x\s+\w*[tT]est|-Dtest=!|-Dgroups=)|\brspec\b.{0,200}(?:--tag\s+~|-t\s+~|--exclude-pattern)|\bphpunit\b.{0,200}--(?:exclude|filter)|\bdotnet\s+test\b.{0,200}--filter|\bctest\b.{0,200}\s-(?:E|LE)\s|--gtest_filter=|\b(?:GOFLAGS\b.{0,60}-(?:run|skip|short)\b|PYTEST_ADDOPTS\b|RUSTFLAGS\b.{0,60}cap-lints|GTEST_FILTER\b|JAVA_TOOL_OPTIONS\b)/,
    },
    {
      files:
        /(^|\/)(pom\.xml|[\w.-]*\.gradle(\.kts)?|[\w.-]+\.(cs|fs|vb)proj|directory\.build\.\w+)$/,
      pattern:
        /<(?:skip|skipTests|skipITs|exclude|excludedGroups|excludes)>|<(?:Compile|None)\s+Remove=|\bexclude(?:Tags|Groups|TestsMatching)?\s*[("']|<VSTestTestCaseFilter>|<IsTestProject>\s*false|\benabled\s*=\s*false/i,
    },
    {
      files: /(^|\/)(cmakelists\.txt|[\w.-]+\.cmake|meson\.build)$/,
      pattern:
        /\bCOMMAND\s+(?:true|echo|\$\{CMAKE_COMMAND\}\s+-E\s+(?:true|echo))\b|\b(?:WILL_FAIL|DISABLED)\b|\bSKIP_(?:RETURN_CODE|REGULAR_EXPRESSION)\b|\bshould_fail\s*:/,
    },
    {
      files: /(^|\/)cargo\.toml$/,
      pattern: /^\s*(?:test|doctest|harness|bench)\s*=\s*false|^\s*exclude\s*=/,
    },
  ],
  refused: [
    '=== Makefile\n-\tpytest\n+\tpytest -k "not cart"',
    '=== scripts/test.sh\n+go test ./... -skip TestAdds',
    '=== scripts/test.sh\n+cargo test -- --skip adds',
    '=== pom.xml\n+            <exclude>**/CartTest.java</exclude>',
    '=== CMakeLists.txt\n+set_tests_properties(cart PROPERTIES WILL_FAIL TRUE)',
    '=== CMakeLists.txt\n+add_test(NAME cart COMMAND true)',
    '=== Makefile\n+export GOFLAGS=-run=TestOk',
    '=== A.Tests/A.Tests.csproj\n+    <Compile Remove="CartTests.cs" />',
  ],
  allowed: [
    '=== scripts/test.sh\n+pytest -x tests',
    '=== src/a.ts\n+  const exclude = (tags: string[]) => tags',
    '=== CMakeLists.txt\n+add_test(NAME cart COMMAND cart_test)',
  ],
})

const dropped = fewerRule({
  ...filtered,
  why: 'a command that runs tests or checks is taken out',
  of: (language) => (['shell', 'yaml'].includes(language.name) ? COMMAND : undefined),
})

/** Fewer tests are run than before: the runner is told to leave some out, or not called. */
export const testsLeftOut: Rule = {
  ...filtered,
  find: (patch, context) => [...filtered.find(patch, context), ...dropped.find(patch, context)],
  refused: [
    ...filtered.refused,
    '=== Makefile\n-\tnpm test\n+\t@echo ok',
    '=== scripts/ci.sh\n-go vet ./...',
    '=== scripts/ci.sh\n-npm test\n+echo npm test',
    '=== scripts/ci.sh\n-npm test\n+echo ok || npm test',
  ],
  allowed: [
    ...filtered.allowed,
    '=== scripts/ci.sh\n-npm test\n+npm test -- --bail',
    '=== scripts/ci.sh\n-npm test\n+echo checking\n+npm test',
    '=== scripts/ci.sh\n-npm test\n+echo "== unit tests" && npm test',
    "=== scripts/ci.sh\n-go vet ./...\n+printf 'vet\\n'; go vet ./...",
  ],
}
