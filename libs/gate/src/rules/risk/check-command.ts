import { CHECK_COMMAND } from '../../languages/check-command.ts'
import { lineRule } from '../line-rule.ts'

const RUN = ['shell', 'yaml', 'other']
/** Lists of packages and of data name tools without running them. */
const SCRIPTS =
  /(?<!\.(?:jsonc?|toml|txt|xml|lock|csv|svg|html?|css|scss|less|sass|vue|svelte|sql|graphql|proto))$/
/** A line that only tells, which may name a command. */
const TOLD = String.raw`^(?!\s*(?:#|\/\/|(?:-\s+)?@?(?:echo|printf)\s[^;&|]*$))`
/** Other languages that scripts are written in, where such a script stands, and how it ends. */
const SCRIPTED = ['javascript', 'python', 'ruby', 'php']
const CHECKS = /^[^/]+$|(^|\/)\.?(?:scripts?|bin|tools?|ci|build|hack|dev|github)\//
const ENDS =
  /\bprocess\.exit(?:Code\b|\s*\()|\b(?:sys|os)\._?exit\s*\(|\breturn\s+subprocess\.\w+\s*\(|^\s*exit\s*\(?\s*[\w$]/
/** A line that ends a program with a failure and asks no more than whether one name is true. */
const FAILS = String.raw`\s*(?:if\s*\((?!false)[a-zA-Z]\w{0,60}\)\s*\{?\s*)?(?:process\.|sys\.)?exit(?:Code\s*=|\s*\(?)\s*[1-9]\d{0,2}\s*\)?[\s;}]*$`

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
        String.raw`${TOLD}.*(?:\s--?(?:check(?:-only)?(?![\w-])|exit-?code|fail-?on\w*|soft-fail|audit-level|diff-filter)\b|\b(?:npm|pnpm|yarn)\s+(?:audit|ci)\b|\bgofmt\s+-[ld]\b|\b(?:bundle\s+exec\s+)?rake\s*$|\binsta\s+(?:test|accept)\b|\b(?:trivy|checkov|semgrep|gitleaks)\s)`,
      ),
    },
    {
      // A script of another language that ends with what its checks said.
      ...{ where: 'sources', languages: SCRIPTED, files: CHECKS, pattern: ENDS },
    },
    {
      // Any program may end with a failure; what this one asks before it does so may be less now.
      ...{ where: 'sources', languages: SCRIPTED },
      pattern: new RegExp(`^(?!${FAILS}).*(?:${ENDS.source})`),
    },
  ],
  refused: [
    '=== scripts/ci.sh\n-go test ./...\n+go test ./pkg/...',
    '=== scripts/ci.sh\n-tsc --noEmit\n+tsc --noEmit --noCheck',
    '=== scripts/ci.sh\n-prettier --check .\n+prettier --write .',
    '=== scripts/ci.sh\n-git diff --exit-code\n+git diff',
    '=== ops/steps.yml\n-  - npm test\n+  - npm test -- --shard=1/4',
    '=== bin/checks.js\n-if (failed > 0) process.exit(1)\n+if (failed > 5) process.exit(1)',
    '=== scripts/ci.sh\n-npm test\n+if [ -n "$RUN" ]; then\n+  npm test\n+fi',
    '=== scripts/ci.sh\n-isort --check-only .',
    '=== checks.js\n+if (failed) process.exit(1)',
    '=== src/checks.js\n-if (failed > 0) process.exit(1)\n+if (failed && strict) process.exit(1)',
    '=== app/checks.py\n+    sys.exit(code)',
    '=== bin/checks.py\n-    sys.exit(code)\n+    sys.exit(code & 0)',
  ],
  allowed: [
    '=== scripts/build.sh\n-cp -r $SRC/assets $OUT\n+cp -r "$SRC/assets" "$OUT"',
    '=== scripts/ci.sh\n+echo "npm test takes a minute"',
    '=== docs/a.md\n+npm test',
    '=== package.json\n-    "eslint": "^8.57.0",\n+    "eslint": "^9.9.0",',
    '=== src/a.ts\n+// npm test',
    '=== scripts/ci.sh\n-    go vet ./...\n+\tgo vet ./...',
    '=== ci/steps.yml\n-- npm test\n+  - npm test',
    '=== bin/checks.py\n-  sys.exit(main())\n+    sys.exit(main())',
    '=== app/cli.py\n-        exit(1)\n+        sys.exit(1)',
    '=== src/cli.js\n-  if (bad) { process.exit(1) }\n+  if (bad) { process.exit(1); }',
    '=== lib/cli.rb\n+  exit 1',
    '=== src/app.css\n+  --check-color: #00aa00;',
    '=== src/app.scss\n+  color: var( --check-color);',
    '=== config/app.yml\n+  port: 8080',
  ],
})
