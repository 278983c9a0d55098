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
        /\b(?:cov-fail-under|fail[-_]under|coverageThreshold|coverage_threshold|minimum_coverage|minimumCoverage|check-coverage|jacocoTestCoverageVerification|coverage-threshold|fail-under-\w+)\b|\/p:Threshold=/i,
    },
    {
      // The same in the files that describe a build, and in what a script compares with.
      files: /(^|\/)(pom\.xml|[\w.-]*\.gradle(\.kts)?|[\w.-]+\.(cs|fs|vb)proj)$/,
      pattern: /<minimum>|\bminimum\s*=|<Threshold\w*>|\bjacoco\b.*\benabled\b/i,
    },
    {
      files: /(^|\/)(vite|vitest|jest)[\w.]*\.(c|m)?[jt]s$|(^|\/)package\.json$/,
      pattern:
        /\bthresholds?\b|\b(?:lines|branches|functions|statements)["']?\s*:\s*\d|\bcoverage\b/,
    },
    {
      languages: ['shell', 'yaml', 'other'],
      pattern: /\bcover\w*\b.{0,60}(?:-lt|-le|-gt|-ge|<|>)\s*["']?\d/i,
    },
  ],
  refused: [
    '=== pyproject.toml\n-fail_under = 90\n+fail_under = 10',
    '=== Makefile\n-\tpytest --cov-fail-under=90\n+\tpytest',
    '=== vite.config.ts\n-      thresholds: { lines: 90 },\n+      thresholds: { lines: 0 },',
    '=== pom.xml\n-            <minimum>0.90</minimum>\n+            <minimum>0.10</minimum>',
    '=== scripts/cover.sh\n-if [ "$cover" -lt 90 ]; then exit 1; fi',
    '=== spec/a_spec.rb\n-SimpleCov.minimum_coverage 90',
  ],
  allowed: ['=== src/report.ts\n+const coverage = lines / total'],
})
