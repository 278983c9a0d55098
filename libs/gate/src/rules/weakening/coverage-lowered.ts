import { lineRule } from '../line-rule.ts'

/** What says how much of the code must be tested. */
export const coverageLowered = lineRule({
  name: 'coverage-threshold',
  decision: 'block',
  change: 'any',
  why: 'the demanded test coverage is changed',
  patterns: [
    {
      pattern:
        /\b(?:cov-fail-under|fail[-_]under|coverageThreshold|coverage_threshold|minimum_coverage|minimumCoverage|check-coverage|jacocoTestCoverageVerification|coverage-threshold)\b/i,
    },
  ],
  refused: [
    '=== pyproject.toml\n-fail_under = 90\n+fail_under = 10',
    '=== Makefile\n-\tpytest --cov-fail-under=90\n+\tpytest',
    '=== spec/a_spec.rb\n-SimpleCov.minimum_coverage 90',
  ],
  allowed: ['=== src/report.ts\n+const coverage = lines / total'],
})
