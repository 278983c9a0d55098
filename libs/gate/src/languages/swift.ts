import type { Language } from './language.ts'

/** XCTest and Swift Testing; SwiftLint is known with the other checkers. */
export const swift: Language = {
  name: 'swift',
  endings: ['swift'],
  test: /^\s*(?:@\w+\s+)*(?:(?:public|internal|open|override|final)\s+)*func\s+test\w*\s*\(|@(?:Test|Suite)\b/,
  assertion: /\bXCT(?:Assert\w*|Fail|Unwrap)\s*\(|#(?:expect|require)\s*\(/,
  weakAssertion:
    /\bXCTAssert(?:True|NotNil|NotEqual|NoThrow|GreaterThan\w*|LessThan\w*)?\s*\(|!=|\baccuracy\s*:/,
  commentOpens: /^\s*\/\*(?!\*)(?!.*\*\/)/,
  skipped: [
    /\bXCTSkip\w*\b|\bXCTExpectFailure\b|\bwithKnownIssue\b/,
    { where: 'tests', pattern: /\.(?:disabled|enabled)\s*\(/ },
  ],
  emptyAssertion: [
    {
      where: 'tests',
      pattern: /\bXCTAssert(?:True)?\s*\(\s*true\b|#expect\s*\(\s*(?:true\b|Bool\(true\))/,
    },
  ],
  equality: [{ where: 'sources', pattern: /\bfunc\s*==\s*\(/ }],
  typeAsserted: [/\bas!\s|\btry!\s|\bunsafeBitCast\s*\(|:\s*Any\b/],
  swallowed: [/\bcatch\s*\{\s*\}|(?<![.\w])exit\s*\(\s*(?:0|EXIT_SUCCESS)\s*\)/],
  quietened: [/\btry\?\s/],
  sniffing: [
    {
      where: 'sources',
      pattern: /\bXCTest\w*\b.{0,40}["']|["']XCTest|\bNSClassFromString\s*\(\s*"XCT|\bXCInject\w+/,
    },
  ],
  looksAround: [
    {
      where: 'sources',
      pattern:
        /\bProcessInfo\.processInfo\.(?:environment|arguments|processName)\b|\bCommandLine\.arguments\b|^\s*#if\s+DEBUG\b|\bThread\.callStackSymbols\b|\bBundle\.allBundles\b/,
    },
  ],
  exported: /^\s*(?:public|open)\s+(?:\w+\s+){0,4}(?:func|var|let|class|struct|enum|protocol)\b/,
  emptyHandler: { first: /\bcatch\b[^{}]{0,100}\{\s*$/, second: /^\s*\}/ },
  alwaysEqual: { first: /\bfunc\s*==\s*\(/, second: /^\s*(?:return\s+)?true\s*$/ },
  raised: /\bthrow\b|(?<![.\w])(?:fatalError|precondition|assert)\w*\s*\(|\btry!?\s/,
  catchAll: /\bcatch\s*\{/,
}
