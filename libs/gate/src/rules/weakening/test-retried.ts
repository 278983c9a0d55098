import { signRule } from '../sign-rule.ts'

/** Marks that have a failing test run again. */
export const testRetried = signRule({
  name: 'test-retried',
  decision: 'block',
  why: 'a test is run again until it passes',
  sign: 'retried',
  refused: [
    '=== src/a.test.ts\n+jest.retryTimes(3)',
    '=== tests/test_a.py\n+@pytest.mark.flaky(reruns=3)',
    '=== src/test/java/ATest.java\n+    @RetryingTest(5)',
    '=== spec/a_spec.rb\n+  it "adds", retry: 3 do',
    '=== A.Tests/ATests.cs\n+    [Retry(3)]',
  ],
  allowed: ['=== src/a.ts\n+  retries: 3,', '=== src/a.test.ts\n+  expect(retriesOf(job)).toBe(3)'],
})
