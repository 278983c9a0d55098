import { signRule } from '../sign-rule.ts'

/** A test that no longer runs, or whose failure is expected. */
export const testSkipped = signRule({
  name: 'test-skipped',
  decision: 'block',
  why: 'a test is skipped, or expected to fail',
  sign: 'skipped',
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
