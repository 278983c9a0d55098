import type { Language } from './language.ts'
import { otherCheckers } from './other-checkers.ts'

const COMMENT = String.raw`\s*(?:\/\/|\/?\*|#\s(?!\s*(?:el)?if)|--|<!--)`
/** Nothing but a test runner, or what is made for one, has a reason to name it in its code. */
const RUNNER_NAMED = new RegExp(
  String.raw`^(?!${COMMENT}).*\b(?:jest|vitest|mocha|jasmine|qunit|\w{0,20}pytest\w{0,20}|unittest|rspec|minitest|phpunit|junit\w*|testng|surefire|kotest|xunit|nunit|mstest|testhost|vstest\w*|xctest\w*|xctassert\w*|flutter_test|exunit|scalatest|gtest\w*|googletest|catch2|ctest|nextest|tRunner|TestCase|test-classes|RUN_ALL_TESTS)\b`,
  'i',
)
const TEST_TEXT = String.raw`["'\x60/](?:[\w./\\-]{0,40}[._/\\-])?(?:tests?|testing|specs?)(?:[._/\\-][\w.*/\\-]{0,40})?["'\x60/]`
/** A question whose answer differs in a test: a name, a path or a mode that says so. */
const TEST_ASKED_FOR = new RegExp(
  String.raw`^(?!${COMMENT}).*(?:(?:[!=]=|\b(?:in|is|case|when|includes?|contains|starts?_?with|ends?_?with|has(?:suffix|prefix)|indexof|match\w*|strstr|strpos|str_contains|grep|matchesProfiles|acceptsProfiles)\b).{0,60}?${TEST_TEXT}|${TEST_TEXT}\s*(?:[!=]=|(?:not\s+)?in\b|\)\s*\.\s*(?:exists|is_?dir\w*|is_?file|iterdir|glob)\b)|\b(?:exists\w*|is_?dir\w*|is_?file|f?stat\w*|access\w*|glob\w*|listdir|readdir\w*|scandir)\s*\(.{0,40}?${TEST_TEXT})`,
  'i',
)

/** What a test of a server, of a page or of a database is reached by, or calls itself. */
const STAND_IN = new RegExp(
  String.raw`^(?!${COMMENT}).*(?:[!=]=|\b(?:in|is|case|when|includes?|contains|equals|starts?_?with|ends?_?with|has(?:suffix|prefix)|indexof|match\w*|strstr|strpos|str_contains)\b).{0,60}?["'\x60][^"'\x60]{0,60}(?:localhost|127\.0\.0\.1|\[?::1|example\.(?:com|org|net)|:memory:|h2:mem|testserver|testclient|superagent|supertest|rails testing|robolectric)|^(?!${COMMENT}).*["']:memory:["']\s*in\b`,
  'i',
)
/** Names that say of a program that it is being tested. */
const TEST_MODE =
  /\b(?:is|in|under|while)_?test(?:s|ing|_?(?:env\w*|mode|run))?\b|\b(?:current_app|app|application|settings|config)\.test(?:ing|s)?\b|["']TESTING["']|\btest_?mode\b|\bfreezegun/i

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
    ...otherCheckers,
  ],
  swallowed: [
    /["'`][^"'`]*\|\|\s*(?:true|:|exit 0)\s*["'`]/,
    /\bcontinue-on-error\s*:\s*true|\ballow_failure\s*:\s*true|\bignore_errors\s*:\s*(?:yes|true)/,
    /\b(?:failOnError|fail_on_error|failOnViolation|failIfNoTests|abortOnError|ignoreFailures|testFailureIgnore|maven\.test\.(?:skip|failure\.ignore)|skipTests)\b/,
    /\bContinueOnError\b\s*(?:=\s*["']?true|\()|\bmvn\w*\b.{0,100}\s-fn\b|--(?:fail-never|passWithNoTests|pass-with-no-tests|exit-zero|no-verify|skip-tests|if-present|no-fail\w*|continue-on-collection-errors|ignore-failures)\b|-D(?:skipTests|maven\.test\.skip)\b/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\b(?:process\.env|import\.meta\.env|environ|getenv|LookupEnv|ENV|env::var(?:_os)?|GetEnvironmentVariable|_ENV|_SERVER)\b.{0,40}?["'.:[(](?:[A-Z_]{0,20}(?<!LA|CON|AT)TEST\w{0,20}|(?:[A-Z]{1,20}_)?(?:CI|SPEC|COVERAGE)|SPEC_OPTS)(?![\w-])/,
    },
    {
      where: 'sources',
      pattern:
        /\b(?:JEST_WORKER_ID|VITEST(?:_\w+)?|PYTEST_(?:CURRENT_TEST|VERSION|XDIST\w*)|NODE_TEST_CONTEXT|RUST_TEST\w*|GITHUB_(?:ACTIONS|RUN_ID|WORKFLOW)|PHPUNIT_\w+|TEAMCITY_VERSION|NEXTEST\w*|GITLAB_CI|JENKINS_URL|MOCHA_\w+|TINYPOOL\w*|STRYKER\w*|WALLABY\w*|NYC_\w+|KARMA_\w+|CYPRESS\w*|PLAYWRIGHT_TEST\w*)\b/,
    },
  ],
  looksAround: [
    { where: 'sources', pattern: RUNNER_NAMED },
    { where: 'sources', pattern: TEST_ASKED_FOR },
    { where: 'sources', pattern: STAND_IN },
    { where: 'sources', pattern: TEST_MODE },
  ],
}
