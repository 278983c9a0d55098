import { fewerRule } from './fewer-rule.ts'

/** A file of tests that has fewer of them than before; a comment counts as removal. */
export const testRemoved = fewerRule({
  name: 'test-removed',
  decision: 'block',
  why: 'there are fewer tests than before',
  alsoInSources: ['rust'],
  patterns: {
    javascript:
      /(?<![.\w$])(?:it|test|describe|suite|specify)(?:\.(?:each|concurrent|sequential|for))*\s*[(`]/,
    python: /^\s*(?:async\s+)?def\s+test\w*\s*\(|^\s*class\s+Test\w*|\bpytest\.param\s*\(/,
    go: /^func\s+(?:Test|Fuzz|Example|Benchmark)\w*\s*\(|\b[tb]\.Run\s*\(/,
    rust: /#\[\s*(?:\w+::)*(?:test|rstest|case)\b/,
    java: /@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|ValueSource|CsvSource)\b/,
    ruby: /^\s*(?:it|specify|test|scenario|example|describe|context)\s*\(?\s*['"]|^\s*def\s+test_/,
    php: /\bfunction\s+test\w*\s*\(|#\[\s*Test\b|^\s*(?:it|test)\s*\(\s*['"]/,
    csharp: /\[\s*(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod|InlineData|DataRow)\b/,
    c: /^\s*(?:TYPED_)?(?:TEST|TEST_F|TEST_P|TEST_CASE|SCENARIO|SECTION|BOOST_AUTO_TEST_CASE)\s*\(/,
    shell: /^\s*@test\s|^\s*(?:function\s+)?test_?\w*\s*\(\)/,
  },
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
