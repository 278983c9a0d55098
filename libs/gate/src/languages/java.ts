import type { Language } from './language.ts'

/** JUnit 4 and 5, TestNG, AssertJ, Mockito, Spock, Kotest; javac, Checkstyle, SpotBugs, Sonar. */
export const java: Language = {
  name: 'java',
  endings: 'java kt kts scala groovy gradle'.split(' '),
  test: /@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|Property|ValueSource|CsvSource|MethodSource|EnumSource)\b/,
  assertion:
    /\bassert\w*\s*\(|(?<![.\w])verify\w*\s*\(|\bfail\s*\(|\bexpectThrows\s*\(|\bshould(?:Be|Throw|Equal)\w*\b/,
  weakAssertion:
    /\bassert(?:NotNull|True|NotEquals|DoesNotThrow)\s*\(|\.is(?:NotNull|NotEmpty|NotEqualTo|InstanceOf|GreaterThan|LessThan|Positive)\w*\s*\(|\bany\w*\s*\(|\bassertThrows\s*\(\s*(?:Exception|Throwable)\b|\bassertThat\s*\([^)]*\)\s*;|\.isCloseTo\s*\(|\boffset\s*\(|\.(?:isIn|isBetween|startsWith|endsWith|contains\w*|matches\w*|satisfies|hasSize\w*)\s*\(|\bMath\.(?:round|floor|ceil|abs|rint)\s*\(|\batLeast\s*\(|\bassertLinesMatch\b|\b(?:greaterThan\w*|lessThan\w*|notNullValue|instanceOf|anything|anyOf|containsString|hasItem\w*)\s*\(|\.ignoring\w+\s*\(/,
  commentOpens: /^\s*\/\*(?!\*)(?!.*\*\/)/,
  skipped: [
    /@(?:Disabled|Ignored?|EnabledIf|EnabledOn|DisabledIf|DisabledOn)\w*\b|\b(?:Assume|Assumptions)\.|\bassum(?:e|ing)\w*\s*\(|\benabled\s*=\s*false|@Test\s*\([^)]*\bexpected\b/,
    {
      where: 'tests',
      pattern:
        /\bTestAbortedException\b|\babstract\s+class\s+\w*(?:Test|Tests|IT|Spec)\b|\(\)\s*->\s*(?:assert\w*|verify)\s*\(.*\)\s*;\s*$/,
    },
    { where: 'tests', pattern: /\bSkipException\b|\bxtest\s*\(|\.config\s*\(\s*enabled/ },
  ],
  emptyAssertion: [
    {
      where: 'tests',
      pattern:
        /\b(?:assertTrue|isTrue)\s*\(\s*true\s*[,)]|\bassert(?:Equals|Same)\s*\(\s*([\w.]{1,200}(?:\([\w, ]{0,200}\))?)\s*,\s*\1\s*[,)]|\bassertThat\s*\(\s*true\s*\)/,
    },
  ],
  rigged: [
    /^\s*package\s+(?:org\.(?:junit|testng|assertj|mockito|hamcrest)|io\.kotest)\b/,
    { where: 'sources', pattern: /\bboolean\s+equals\s*\(\s*Object\b.{0,200}\breturn\s+true\b/ },
    { where: 'tests', pattern: /\bsetAccessible\s*\(\s*true/ },
    {
      where: 'sources',
      pattern:
        /\b(?:Integer|Long|Short|Byte|Boolean|Character|Double|Float|String|Objects|Arrays)\.class\.getDeclared(?:Field|Class|Method|Constructor)/,
    },
  ],
  equality: [/\bboolean\s+equals\s*\(\s*(?:final\s+)?Object\b|\boverride\s+fun\s+equals\s*\(/],
  mocked: [
    {
      where: 'tests',
      pattern:
        /\b(?:when|doReturn|given|every)\s*[({].{0,200}\b(?:thenReturn|returns|willReturn)|@(?:Mock|Spy|InjectMocks|MockBean)\b|\bmock(?:Static)?\s*\(|\bspy\s*\(|\bthenReturn\s*\(/,
    },
  ],
  retried: [
    /@(?:Flaky|Retry\w*|RepeatedIfExceptionsTest|RetryingTest)\b|\bretryAnalyzer\b|\brerunFailingTestsCount\b|\bmaxRetries\b/,
  ],
  checkDisabled: [
    /@(?:file:)?Suppress(?:Warnings|FBWarnings|Lint)?\s*\(|\/\/\s*NOSONAR\b|\/\/\s*NOPMD\b|CHECKSTYLE[.:]\s*OFF|\/\/\s*noinspection\b|@Generated\b|ktlint-disable|detekt:/i,
  ],
  typeAsserted: [
    /\(\s*Object\s*\)\s*\w|(?<![\w.<,])Object\s+\w+\s*[=;(]|@SneakyThrows\b|^\s*(?:(?:private|protected|public|final|static)\s+){0,3}(?:List|Map|Set|Collection|Optional|Class|Comparable|Iterator)\s+\w+\s*[=;]|[\w)\]]!!(?:\W|$)|\bas\s+Any\b/,
  ],
  swallowed: [
    {
      where: 'tests',
      pattern: /\bcatch\s*\([^()]{0,80}\b(?:Assertion\w*(?:Error|Exception)|Throwable|Error)\b/,
    },
    /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*\}|\b(?:System\.exit|\.halt|exitProcess)\s*\(\s*0\s*\)/,
    /\bsetDefaultUncaughtExceptionHandler\s*\(|\brunCatching\s*\{/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\bgetStackTrace\s*\(|\bStackWalker\b|["']\/?org[./](?:junit|testng)|\bClass\.forName\s*\(\s*".*[jJ]unit|["'](?:surefire|java\.class\.path|sun\.java\.command)\b|\bgetenv\s*\(\s*"(?:CI|GRADLE\w*)"|\bacceptsProfiles\s*\(\s*"test"|\bgetProperty\s*\(\s*"(?:test|surefire)/,
    },
  ],
  quietened: [/\.getOrNull\s*\(|\.getOrElse\s*\(|\.exceptionally\s*\(|\bonErrorR\w+\s*\(/],
  exported:
    /^\s*(?:public|protected)\s+[\w<>[\],.?\s]*\w+\s*\(|^\s*(?!return\b|throw\b|new\b|var\b|else\b|assert\b)[\w<>[\],.?]+\s+[a-z]\w*\s*\([^()]*\)\s*;\s*$|^\s*(?:(?:public|open|override|suspend|inline|abstract|operator)\s+)*fun\s|^\s*data\s+class\b|^\s*public\s+(?:\w+\s+)*(?:class|interface|enum|record)\b/,
  quietHandler: {
    first: /\bcatch\s*\([^()]*\)\s*\{\s*$/,
    second:
      /^\s*(?:\/\/.*|return\s+(?:null|false|true|-?\d+|[A-Z][A-Z\d_]*|""|List\.of\(\)|Optional\.empty\(\))\s*;|return\s*;|(?:log|logger|LOG|System\.(?:out|err))\b.*)$/,
  },
  endsAnyway: { first: /\bfinally\s*\{\s*$/, second: /^\s*return\b/ },
  emptyHandler: { first: /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*$/, second: /^\s*\}/ },
  alwaysEqual: {
    first: /\bboolean\s+equals\s*\(|\bfun\s+equals\s*\(/,
    second: /^\s*return\s+true\b/,
  },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /\bSystem\.(?:getenv|getProperties)\s*\(\s*\)|\bloadClass\s*\(|\bgetResource\w*\s*\(\s*"[^"]{0,100}[Tt]est|\bcurrentThread\(\)\.getName\(|\bdesiredAssertionStatus\s*\(|\b(?:matches|accepts)Profiles\s*\(|\bgetSystemResource\w*\s*\(|\bClass\.forName\s*\(|\bManagementFactory\.getRuntimeMXBean\b|\bgetInputArguments\b|^\s*import\s+(?:static\s+)?org\.(?:junit|mockito|testng)\b|\bgetProperty\s*\(\s*"user\.name"|\bnanoTime\s*\(\s*\)\s*[<>]=?\s*\d|\bProcessHandle\.current\b/,
    },
  ],
  raised:
    /\bthrow\b|\.orElseThrow\s*\(|^\s*assert\b|\b(?:check|require)(?:NotNull|Argument|State)?\s*\(/,
  catchAll:
    /\bcatch\s*(?:\(\s*(?:final\s+)?\\?(?:Exception|Throwable|Error|RuntimeException|System\.Exception)\b|\{|\(\s*\.\.\.)/,
}
