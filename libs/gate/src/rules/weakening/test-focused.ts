import { signRule } from '../sign-rule.ts'

/** Where one test is singled out, all others no longer run. */
export const testFocused = signRule({
  name: 'test-focused',
  decision: 'block',
  why: 'one test is singled out, so that the others do not run',
  sign: 'focused',
  refused: [
    '=== src/a.test.ts\n+test.only("adds", () => {',
    '=== src/a.test.js\n+fdescribe("adds", () => {',
    '=== test/a.test.js\n+test("adds", { only: true }, () => {',
    '=== spec/a_spec.rb\n+  it "adds", focus: true do',
  ],
  allowed: ['=== src/a.test.ts\n+test("adds", () => {', '=== src/a.ts\n+  return pick(x, only)'],
})
