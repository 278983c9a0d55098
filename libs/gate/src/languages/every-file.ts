import type { Language } from './language.ts'

/** What stands for the same in files of every kind, and in those of no language we know. */
export const everyFile: Language = {
  name: 'every',
  endings: [],
  returnsEarly: [
    { where: 'tests', pattern: /^\s*return\s*;?\s*(?:$|\/\/|#)/ },
    {
      where: 'tests',
      pattern: /^\s*(?:if|unless|while)\s*\(?\s*(?:false|0|False|nil|!1|!true)\s*\)?\s*[:{]?\s*$/,
    },
    { where: 'tests', pattern: /^\s*(?:if|unless)\s*\(?\s*(?:true|1|True)\s*\)?\s*\{?\s*return\b/ },
    {
      where: 'tests',
      pattern:
        /^\s*(?:if|unless)\b.*(?:process\.env|os\.environ|\bgetenv\b|\bENV\[|\benv::var|GetEnvironmentVariable)/i,
    },
    { where: 'tests', pattern: /\breturn\s+(?:if|unless)\s+(?:true|false|1|0|ENV)\b/ },
  ],
  checkDisabled: [
    /\b(?:eslint|tslint|stylelint|oxlint|markdownlint|htmlhint)-(?:disable|ignore)\b/,
    /\b(?:biome|prettier)-ignore\b|\bgitleaks:allow\b|\bnosemgrep\b|\bsonar-ignore\b|\blgtm\s*\[/,
    /\b(?:istanbul|c8|v8)\s+ignore\b|\bpragma:\s*no\s*cover\b/i,
  ],
  swallowed: [
    /\bcontinue-on-error\s*:\s*true|\ballow_failure\s*:\s*true|\bignore_errors\s*:\s*(?:yes|true)/,
    /\b(?:failOnError|fail_on_error|failOnViolation|failIfNoTests|abortOnError|ignoreFailures|testFailureIgnore|maven\.test\.(?:skip|failure\.ignore)|skipTests)\b/,
    /--(?:passWithNoTests|pass-with-no-tests|exit-zero|no-verify|skip-tests|if-present|no-fail\w*|continue-on-collection-errors|ignore-failures)\b|-D(?:skipTests|maven\.test\.skip)\b/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\b(?:JEST_WORKER_ID|VITEST(?:_\w+)?|PYTEST_(?:CURRENT_TEST|VERSION|XDIST\w*)|NODE_TEST_CONTEXT|RUST_TEST\w*|GITHUB_(?:ACTIONS|RUN_ID|WORKFLOW)|PHPUNIT_\w+|TEAMCITY_VERSION|NEXTEST\w*|GITLAB_CI|JENKINS_URL|MOCHA_\w+|CYPRESS\w*|PLAYWRIGHT_TEST\w*)\b/,
    },
  ],
}
