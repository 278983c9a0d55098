import type { Language } from './language.ts'

/** The testing package, testify, gomega, quicktest; vet, staticcheck, golangci-lint. */
export const go: Language = {
  name: 'go',
  endings: ['go'],
  test: /^func\s+(?:Test|Fuzz|Example|Benchmark)\w*\s*\(|^func\s+\(\w+\s+\*?\w*Suite\)\s+Test\w*\(|\b[tb]\.Run\s*\(/,
  assertion:
    /\b[tb]\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\s*\(|\b(?:assert|require|qt)\.\w+\s*\(|(?<![.\w])Expect\s*\(/,
  weakAssertion:
    /\.(?:NotNil|NotEmpty|NotEqual|NotZero|True|NoError|Contains|IsType)f?\s*\(|!= nil|\.ToNot\s*\(|\bBeNil\s*\(|\b[tb]\.Logf?\s*\(|\.(?:In(?:Delta|Epsilon)|Len|Subset|ElementsMatch|Regexp|Greater|Less|GreaterOrEqual|LessOrEqual)f?\s*\(|\b(?:ContainSubstring|MatchRegexp|BeNumerically|Or)\s*\(|\bIgnore\w+\s*\(/,
  exactCondition:
    /^\s*if\s+!errors\.(?:Is|As)\s*\(|^\s*(?:\}\s*else\s+)?if\s[^&|]*!=\s*(?!nil\b)[^&|]*\{\s*$(?<!\bIgnore\w{1,40}\(.{0,200})/,
  commentOpens: /^\s*\/\*(?!.*\*\/)/,
  skipped: [
    /[\w)]\.Skip(?:f|Now)?\s*\(|\btesting\.Short\s*\(\s*\)/,
    {
      where: 'tests',
      pattern:
        /^\s*(?:\w+\.)?skip\w*\s*\(\s*[tb]\b|^\s*continue\s*$|\bfunc\s+TestMain\s*\([^)]*\)\s*\{\s*\}/,
    },
    { where: 'tests', pattern: /^\s*\/\/\s*(?:go:build|\+build)\b/ },
    { where: 'tests', pattern: /(?<![.\w])[XP](?:It|Describe|Context|Specify)\s*\(/ },
  ],
  focused: [{ where: 'tests', pattern: /(?<![.\w])F(?:It|Describe|Context|Specify)\s*\(/ }],
  emptyAssertion: [
    {
      where: 'tests',
      pattern:
        /\bTrue\s*\(\s*t\s*,\s*true\s*[,)]|\b(?:assert|require)\.Equal\s*\(\s*t\s*,\s*([\w.()]{1,200})\s*,\s*\1\s*[,)]|\bif\s+false\b|\bif\s+([\w.]{1,200})\s*!=\s*\2\s*\{/,
    },
  ],
  checkDisabled: [
    /\/\/\s*(?:nolint|lint:ignore|lint:file-ignore|revive:disable|#?nosec|exhaustive:ignore|coverage:ignore)\b/,
  ],
  typeAsserted: [
    /\binterface\s*\{\s*\}|(?<![\w."])any\b\s*(?:[),={[]|$)|^\s*(?:var\s+)?_\s*=\s*(?!iota\b)[a-z]\w*\s*$/,
  ],
  swallowed: [/\bos\.Exit\s*\(\s*0\s*\)|^\s*_\s*=\s*err\b|\brecover\s*\(\s*\)\s*(?:\}|$)/],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\btesting\.(?:Testing|Verbose|Short|CoverMode)\s*\(|"-?test\.[\w.]*"|\b(?:HasSuffix|HasPrefix|Contains)\s*\(\s*(?:filepath\.Base\(\s*)?os\.Args\[0\]|\bruntime\.Callers?\s*\(|\bos\.Getenv\s*\(\s*"(?:CI|GO_TEST\w*|TESTING|GO_ENV)"/,
    },
  ],
  exported:
    /^func\s+(?:\([^)]*\)\s*)?[A-Z]\w*\s*[([]|^type\s+[A-Z]\w*\b|^(?:const|var)\s+[A-Z]\w*|^\t[A-Z]\w*\s*\([^()]*\)\s*(?:[\w*[\].]+|\([^()]*\))?\s*$|^\t[A-Z]\w*\s+[\w*[\]{}.]+(?:\s+`[^`]*`)?\s*$/,
  emptyHandler: { first: /^\s*if\s+err\s*!=\s*nil\s*\{\s*$/, second: /^\s*\}/ },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /\bos\.(?:Args|Environ|Executable|Gete?[ug]id|Getppid)\b|\buser\.Current\s*\(|^\s*\/\/\s*(?:go:build|\+build)\b|\bdebug\.(?:ReadBuildInfo|Stack)\b|\bruntime\.Stack\b|\bstack\s*\(\)|"\.test"|\bos\.Getwd\s*\(|^\s*(?:import\s+)?(?:_\s+)?"testing"/,
    },
  ],
  raised:
    /\breturn\b.*\berr\b|\bif\s+(?:\w+\s*:=\s*.*;\s*)?err\s*!=|\bpanic\s*\(|\berrors\.New\b|\bfmt\.Errorf\b/,
  catchAll: /,\s*_\s*:?=|\brecover\s*\(/,
}
