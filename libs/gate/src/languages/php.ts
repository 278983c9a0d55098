import type { Language } from './language.ts'

/** PHPUnit, Pest; PHPStan, Psalm, PHP_CodeSniffer. */
export const php: Language = {
  name: 'php',
  endings: 'php phpt'.split(' '),
  test: /\bfunction\s+test\w*\s*\(|#\[\s*(?:Test|TestWith|DataProvider)\b|^\s*(?:it|test)\s*\(\s*['"]|@(?:test|dataProvider)\b/,
  assertion: /(?:->|::)(?:assert|expect)\w*\s*\(|(?<![>:\w])expect\s*\(/,
  weakAssertion:
    /\b(?:assertNot\w+|assertTrue|toBeTruthy|assertInstanceOf|assertIs(?:Int|String|Array|Float|Bool|Object|Numeric)|assertCount|assert(?:Greater|Less)Than\w*|anything|toBe(?:Int|String|Array|Object)|expectNotToPerformAssertions)\s*\(|\bassertEqualsWithDelta\b|\btoEqualWithDelta\b|\bassert(?:String)?(?:Contains\w*|StartsWith|EndsWith)\b|\bassertMatchesRegularExpression\b|->to(?:Contain|Match|StartWith|EndWith|BeIn|BeBetween)\b|\b(?:round|floor|ceil|abs|intval)\s*\(|\bassertEquals\s*\(|->toEqual\s*\(/,
  commentOpens: /^\s*\/\*(?!\*)(?!.*\*\/)/,
  skipped: [
    /\bmarkTest(?:Skipped|Incomplete)\b|->(?:skip|todo|skipOn\w+)\s*\(|#\[\s*(?:Requires|Ignore|DoesNotPerformAssertions)/,
    {
      where: 'tests',
      pattern:
        /^\s*abstract\s+class\s+\w*Test\b|^\s*exit\b|^\s*(?:(?:\/\*\*|\*)\s*)?(?:\*\s*)?test\s*\*\/\s*$/,
    },
    { where: 'tests', pattern: /@(?:requires|doesNotPerformAssertions|codeCoverageIgnore)\b/ },
  ],
  focused: [{ where: 'tests', pattern: /->only\s*\(/ }],
  emptyAssertion: [
    {
      where: 'tests',
      pattern:
        /\b(?:assertTrue|isTrue)\s*\(\s*true\s*[,)]|\bassert(?:Same|Equals)\s*\(\s*([\w$>-]{1,200})\s*,\s*\1\s*[,)]|\bexpect\s*\(\s*(?:true|([\w.$]{1,200})\s*\)->toBe\s*\(\s*\2)\s*\)|\bexpectNotToPerformAssertions\s*\(/,
    },
  ],
  rigged: [
    /^\s*namespace\s+(?:PHPUnit|Pest)\b|\bclass_alias\s*\(.{0,200}\b(?:PHPUnit|Pest)\b|\b(?:runkit7?|uopz)_\w+\s*\(/,
  ],
  mocked: [
    {
      where: 'tests',
      pattern: /->willReturn\w*\s*\(|\bcreate(?:Mock|Stub)\s*\(|\bMockery::|->shouldReceive\s*\(/,
    },
  ],
  retried: [/#\[\s*Retry\b|->repeat\s*\(|\bretryTimes\b/],
  checkDisabled: [
    /\bphpcs:\s*(?:ignore|disable)|#\[\s*CodeCoverageIgnore|\bini_set\s*\(\s*["'](?:display_errors|error_reporting|zend\.assertions)|@(?:phpstan-ignore|psalm-suppress|phan-suppress|codeCoverageIgnore|noinspection|codingStandardsIgnore)|\bphpmd\b.*\bSuppressWarnings|@SuppressWarnings/,
    /^(?!\s*(?:\*|\/\*|\/\/|#)).*?(?<![\w$@"'])@[a-z_]\w*\s*\(/i,
  ],
  typeLoosened: [/@(?:phpstan-|psalm-)?(?:var|return|param)\s+mixed\b/],
  typeAsserted: [/\bmixed\b\s*(?:\$|\{|;|$)|\/\*\*\s*@(?:phpstan-|psalm-)?var\b/],
  strictness: /\bdeclare\s*\(\s*strict_types\s*=\s*1/,
  quietened: [/\berror_reporting\s*\(|^\s*(?:exit|die)\s*(?:\(\s*\))?\s*;/],
  swallowed: [
    {
      where: 'tests',
      pattern: /\bcatch\s*\([^()]{0,80}\b(?:Assertion\w*|ExpectationFailed\w*|Throwable)\b/,
    },
    /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*\}|\b(?:exit|die)\s*\(\s*0?\s*\)|\berror_reporting\s*\(\s*0\s*\)|\bset_(?:error|exception)_handler\s*\(|\bregister_shutdown_function\s*\(/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\brunningUnitTests\s*\(|["']APP_ENV["'].*test|\benvironment\s*\(\s*["']testing|\bdebug_backtrace\s*\(|\b(?:defined|constant)\s*\(\s*["'](?:PHPUNIT_\w+|__PHPUNIT\w*|TESTING|UNIT_TESTING)|\bclass_exists\s*\(.*(?:PHPUnit|TestCase)|\$_SERVER\[["']argv["']\].*phpunit|\bgetenv\s*\(\s*["']CI["']|\b(?:str_contains|strpos)\s*\(.*phpunit/i,
    },
  ],
  exported:
    /^\s*(?:(?:abstract|final|public|protected|static)\s+)*function\s+&?\w+|^\s*(?:(?:abstract|final|readonly)\s+)*(?:class|interface|trait|enum)\s+\w+|^\s*(?:final\s+)?public\s+(?:const|readonly|static|\??\w+\s+\$)/,
  emptyHandler: { first: /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*$/, second: /^\s*\}/ },
  quietHandler: {
    first: /\bcatch\s*\([^()]*\)\s*\{\s*$/,
    second:
      /^\s*(?:\/\/.*|return\s+(?:null|false|true|-?\d+|""|''|\[\])\s*;|return\s*;|(?:error_log|trigger_error|\$this->log\w*|Log::)\b.*)$/,
  },
  endsAnyway: { first: /\bfinally\s*\{\s*$/, second: /^\s*return\b/ },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /\$_SERVER\b|\$argv\b|\bgetenv\s*\(\s*\)|\bphp_sapi_name\s*\(|\bPHP_SAPI\b|\bget_declared_classes\s*\(|->getTrace\w*\s*\(|\benvironment\s*\(|\bget_included_files\s*\(|^\s*use\s+PHPUnit\b|\bposix_get\w+\s*\(|\bget_current_user\s*\(|\bgethostname\s*\(\s*\)\s*[!=]==?/,
    },
  ],
  raised: /\bthrow\b|\btrigger_error\s*\(|\bexit\s*\(\s*(?:[1-9]|\$)/,
  catchAll:
    /\bcatch\s*(?:\(\s*(?:final\s+)?\\?(?:Exception|Throwable|Error|RuntimeException|System\.Exception)\b|\{|\(\s*\.\.\.)/,
}
