import { lineRule } from '../line-rule.ts'

/** A test that no longer runs, or whose failure is expected. */
export const testSkipped = lineRule({
  name: 'test-skipped',
  decision: 'block',
  why: 'a test is skipped, or expected to fail',
  patterns: [
    {
      languages: ['javascript'],
      pattern:
        /(?<![.\w])(?:it|test|describe|suite|context|specify)(?:\.\w+)*\s*\.\s*(?:skip|todo|fails?|failing|skipIf|runIf)\b/,
    },
    {
      languages: ['javascript'],
      pattern: /(?<![.\w])x(?:it|test|describe|context|specify)\s*[(.`]/,
    },
    {
      languages: ['javascript'],
      where: 'tests',
      pattern:
        /\b(?:t|this|ctx|context)\.(?:skip|todo)\s*\(|\bpending\s*\(|\b(?:skip|todo)\s*:\s*(?!false)/,
    },
    {
      languages: ['python'],
      pattern:
        /\b(?:pytest\.mark|unittest|mark)\.(?:skip\w*|xfail|expectedFailure)\b|\bpytest\.(?:skip|xfail|importorskip)\s*\(|\bskipTest\s*\(|\bSkipTest\b|^\s*@(?:skip\w*|xfail|expectedFailure)\b|\bcollect_ignore|__test__\s*=\s*False/,
    },
    { languages: ['go'], pattern: /\b[tbf]\.Skip(?:f|Now)?\s*\(|\btesting\.Short\s*\(\s*\)/ },
    { languages: ['go'], where: 'tests', pattern: /^\s*\/\/\s*(?:go:build|\+build)\b/ },
    {
      languages: ['rust'],
      pattern: /#\[\s*(?:ignore|should_panic)\b|\bcfg_attr\s*\([^)]*\bignore\b/,
    },
    {
      languages: ['java'],
      pattern:
        /@(?:Disabled|Ignored?|EnabledIf|EnabledOn)\w*\b|\bassum(?:e|ing)\w*\s*\(|\benabled\s*=\s*false|@Test\s*\([^)]*\bexpected\b/,
    },
    {
      languages: ['ruby'],
      where: 'tests',
      pattern:
        /^\s*(?:x(?:it|describe|context|specify|scenario|example)|pending|skip)\b(?!_)|[,(]\s*:?(?:skip|pending)\b/,
    },
    {
      languages: ['php'],
      pattern: /\bmarkTest(?:Skipped|Incomplete)\b|->(?:skip|todo)\s*\(|#\[\s*(?:Requires|Ignore)/,
    },
    {
      languages: ['csharp'],
      pattern:
        /\[\s*(?:Ignore|Explicit)\b|\bSkip\s*=\s*["@$]|\bAssert\.(?:Ignore|Inconclusive|Skip)\w*\s*\(/,
    },
    {
      languages: ['c'],
      pattern:
        /\bGTEST_SKIP\b|\bDISABLED_\w|\bdisabled\s*\(\s*\)|^\s*#\s*if\s+0\b|"\[\.|\[!mayfail\]/,
    },
    { languages: ['shell'], where: 'tests', pattern: /^\s*skip\b|\bstartSkipping\b/ },
  ],
  refused: [
    '=== src/a.test.ts\n-  it("adds", () => {\n+  it.skip("adds", () => {',
    '=== src/a.test.ts\n+test.concurrent.skip("adds", () => {',
    '=== src/a.test.js\n+xdescribe("adds", () => {',
    '=== test/a.test.js\n+test("adds", { skip: true }, () => {',
    '=== tests/test_a.py\n+@pytest.mark.skipif(True, reason="x")',
    '=== tests/test_a.py\n+    pytest.xfail("later")',
    '=== tests/test_a.py\n+@unittest.expectedFailure',
    '=== a_test.go\n+\tt.Skip("flaky")',
    '=== a_test.go\n+//go:build never',
    '=== src/lib.rs\n+    #[ignore]',
    '=== src/test/java/ATest.java\n+    @Disabled("later")',
    '=== spec/a_spec.rb\n+  xit "adds" do',
    '=== spec/a_spec.rb\n+  it "adds", skip: "later" do',
    '=== tests/ATest.php\n+        $this->markTestSkipped();',
    '=== A.Tests/ATests.cs\n+    [Fact(Skip = "later")]',
    '=== tests/a_test.cc\n+TEST(A, DISABLED_Adds) {',
    '=== tests/a.bats\n+  skip "later"',
  ],
  allowed: [
    '=== src/a.test.ts\n-it.skip("adds", () => {\n+it("adds", () => {',
    '=== src/a.test.ts\n-  it.skip(\'adds\', () => {\n+it.skip("adds", () => {',
    '=== src/page.ts\n+  return query.skip(10).limit(5)',
    '=== src/orm.py\n+    rows = query.skip(10)',
    '=== app/models/a.rb\n+  skip_before_action :login',
    '=== src/lib.rs\n+    // rows to ignore',
  ],
})
