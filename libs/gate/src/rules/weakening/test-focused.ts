import { lineRule } from '../line-rule.ts'

/** Where one test is singled out, all others no longer run. */
export const testFocused = lineRule({
  name: 'test-focused',
  decision: 'block',
  why: 'one test is singled out, so that the others do not run',
  patterns: [
    {
      languages: ['javascript'],
      pattern:
        /(?<![.\w])(?:it|test|describe|suite|context|specify)(?:\.\w+)*\s*\.\s*only\b|(?<![.\w])f(?:it|describe|test)\s*\(/,
    },
    { languages: ['javascript'], where: 'tests', pattern: /\bonly\s*:\s*(?!false)/ },
    {
      languages: ['ruby'],
      where: 'tests',
      pattern: /^\s*f(?:it|describe|context|specify|example)\b|[,(]\s*:?focus\b/,
    },
    { languages: ['php'], where: 'tests', pattern: /->only\s*\(/ },
  ],
  refused: [
    '=== src/a.test.ts\n+test.only("adds", () => {',
    '=== src/a.test.js\n+fdescribe("adds", () => {',
    '=== test/a.test.js\n+test("adds", { only: true }, () => {',
    '=== spec/a_spec.rb\n+  it "adds", focus: true do',
  ],
  allowed: ['=== src/a.test.ts\n+test("adds", () => {', '=== src/a.ts\n+  return pick(x, only)'],
})
