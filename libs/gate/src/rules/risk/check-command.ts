import { CHECK_COMMAND } from '../../languages/check-command.ts'
import { lineRule } from '../line-rule.ts'

const RUN = ['shell', 'yaml', 'other']
/** Lists of packages and of data name tools without running them. */
const SCRIPTS = /(?<!\.(?:jsonc?|toml|txt|xml|lock|csv|svg|html?))$/
/** A line that only tells, which may name a command. */
const TOLD = String.raw`^(?!\s*(?:#|\/\/|(?:-\s+)?@?(?:echo|printf)\s[^;&|]*$))`

/**
 * What a script or a pipeline runs to check the project, and what becomes of its exit code. There
 * are more ways to make a check weaker than can be named, and few reasons to touch it.
 */
export const checkCommand = lineRule({
  name: 'check-command',
  decision: 'approval',
  change: 'any',
  why: 'how the project is checked is changed',
  patterns: [
    { languages: RUN, files: SCRIPTS, pattern: new RegExp(`${TOLD}.*${CHECK_COMMAND}`) },
    {
      languages: RUN,
      files: SCRIPTS,
      pattern: new RegExp(
        String.raw`${TOLD}.*(?:\s--?(?:check|exit-?code|fail-?on\w*|soft-fail|audit-level|diff-filter)\b|\b(?:npm|pnpm|yarn)\s+(?:audit|ci)\b|\bgofmt\s+-[ld]\b|\b(?:bundle\s+exec\s+)?rake\s*$|\binsta\s+(?:test|accept)\b|\b(?:trivy|checkov|semgrep|gitleaks)\s)`,
      ),
    },
    {
      // A script of another language that ends with what its checks said.
      where: 'sources',
      languages: ['javascript', 'python', 'ruby', 'php'],
      pattern:
        /\bprocess\.exit(?:Code\b|\s*\()|\b(?:sys|os)\._?exit\s*\(|\breturn\s+subprocess\.\w+\s*\(|^\s*exit\s*\(?\s*[\w$]/,
    },
  ],
  refused: [
    '=== scripts/ci.sh\n-go test ./...\n+go test ./pkg/...',
    '=== scripts/ci.sh\n-tsc --noEmit\n+tsc --noEmit --noCheck',
    '=== scripts/ci.sh\n-prettier --check .\n+prettier --write .',
    '=== scripts/ci.sh\n-git diff --exit-code\n+git diff',
    '=== ops/steps.yml\n-  - npm test\n+  - npm test -- --shard=1/4',
    '=== bin/checks.js\n-if (failed > 0) process.exit(1)\n+if (failed > 5) process.exit(1)',
    '=== bin/checks.py\n-    sys.exit(code)\n+    sys.exit(code & 0)',
  ],
  allowed: [
    '=== scripts/build.sh\n-cp -r $SRC/assets $OUT\n+cp -r "$SRC/assets" "$OUT"',
    '=== scripts/ci.sh\n+echo "npm test takes a minute"',
    '=== docs/a.md\n+npm test',
    '=== package.json\n-    "eslint": "^8.57.0",\n+    "eslint": "^9.9.0",',
    '=== src/a.ts\n+// npm test',
    '=== config/app.yml\n+  port: 8080',
  ],
})
