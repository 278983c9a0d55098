import { fewerRule } from './fewer-rule.ts'

/** A file of tests that has fewer of them than before; a comment counts as removal. */
export const testRemoved = fewerRule({
  name: 'test-removed',
  decision: 'block',
  why: 'there are fewer tests than before',
  // Rust's tests and doctest's stand beside the code.
  of: ({ test, testInSource }, isTest) => (isTest || testInSource ? test : undefined),
  refused: [
    '=== src/a.test.ts\n-test("adds", () => {\n-})',
    '=== src/a.test.ts\n-test("adds", () => {\n+// test("adds", () => {',
    '=== tests/test_a.py\n-def test_adds():\n+def _test_adds():',
    '=== a_test.go\n-func TestAdds(t *testing.T) {\n+func testAdds(t *testing.T) {',
    '=== src/lib.rs\n-    #[test]\n     fn adds() {',
    '=== src/test/java/ATest.java\n-    @Test\n     void adds() {',
    '=== spec/a_spec.rb\n-  it "adds" do',
    '=== tests/ATest.php\n-    public function testAdds(): void\n+    public function adds(): void',
    '=== A.Tests/ATests.cs\n-    [InlineData(1, 2)]',
    '=== tests/a_test.cc\n-TEST(A, Adds) {',
    '=== tests/a.bats\n-@test "adds" {',
  ],
  allowed: [
    '=== src/a.test.ts\n-test("adds", () => {\n+test("adds two numbers", () => {',
    '=== src/a.ts\n-  return pattern.test(name)',
    '=== tests/test_a.py\n-def test_adds():\n+def test_adds_two():',
    '=== src/test.ts\n+test("more", () => {',
  ],
})
