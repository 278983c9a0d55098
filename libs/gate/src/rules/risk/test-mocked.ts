import { signRule } from '../sign-rule.ts'

/** A stand-in in a test: often right, and sometimes all that is left of what was tested. */
export const testMocked = signRule({
  name: 'test-mocked',
  decision: 'approval',
  riskClass: 'test_change',
  why: 'a test is given a stand-in for something real',
  sign: 'mocked',
  refused: [
    '=== src/a.test.ts\n+vi.mock("./cart", () => ({ total: () => 3 }))',
    '=== tests/test_a.py\n+@patch("app.cart.total", return_value=3)',
    '=== src/test/java/ATest.java\n+        when(cart.total()).thenReturn(3);',
    '=== spec/a_spec.rb\n+    allow(cart).to receive(:total).and_return(3)',
    '=== tests/ATest.php\n+        $cart->method("total")->willReturn(3);',
    '=== A.Tests/ATests.cs\n+        cart.Setup(c => c.Total()).Returns(3);',
    '=== tests/a_test.cc\n+  EXPECT_CALL(cart, Total()).WillOnce(Return(3));',
  ],
  allowed: [
    '=== src/a.ts\n+  queue.mock("x")',
    '=== src/a.test.ts\n+  expect(total(cart)).toBe(3)',
  ],
})
