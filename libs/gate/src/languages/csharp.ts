import type { Language } from './language.ts'

/** xUnit, NUnit, MSTest, FluentAssertions, Moq; Roslyn's analysers. */
export const csharp: Language = {
  name: 'csharp',
  endings: 'cs fs vb'.split(' '),
  test: /\[\s*(?:Fact|Theory|Test|TestCase|TestMethod|DataTestMethod|InlineData|DataRow|MemberData|TestCaseSource)\b/,
  assertion: /\bAssert\w*\.\w+|\.Should\w*\s*\(|\.Verify\w*\s*\(/,
  weakAssertion:
    /\.(?:NotNull|NotEmpty|NotEqual|IsNotNull|IsType|IsInstanceOf|True|IsTrue|NotBeNull|NotBeEmpty|NotThrow|BeOfType|BeGreaterThan|BeLessThan|BePositive|Greater|Less|AreNotEqual|InRange)\w*\b|\bIt\.IsAny\b|\bIs\.Not\b|\.BeApproximately\b|\.Within\b|\.(?:Contains?|StartsWith?|EndsWith?|Matches|MatchRegex|BeOneOf|BeInRange|DoesNotThrow|NotBe|HaveCount\w*)\s*\(|\bIs\.(?:AnyOf|GreaterThan|LessThan|InRange)\b|\b(?:Does|Contains|Has)\.\w+|\bMath\.(?:Round|Floor|Abs|Truncate)\s*\(|\.Excluding\w*\s*\(|\bRecord\.Exception\b|\bWarn\.(?:If|Unless)\b/,
  commentOpens: /^\s*\/\*(?!.*\*\/)|^\s*#if\s+(?:false|NEVER|DISABLED|FALSE)\b/,
  skipped: [
    /\[\s*(?:Ignore|Explicit)\b|\bSkip\s*=\s*["@$]|\bAssert\.(?:Ignore|Inconclusive|Skip|Pass)\w*\s*\(|\bSkip\.If\w*\s*\(|\[\s*ExpectedException\b|\[\s*(?:Skippable\w+|ConditionalFact)\b/,
    {
      where: 'tests',
      pattern:
        /^\s*#if\s+\w+|^\s*(?:internal|private|abstract)\s+(?:\w+\s+)?class\s+\w*Tests?\b|\[\s*(?:Conditional|Platform)\s*\(|\bRecord\.Exception\s*\(/,
    },
  ],
  emptyAssertion: [
    {
      where: 'tests',
      pattern:
        /\b(?:True|IsTrue|That)\s*\(\s*true\s*[,)]|\bAssert\.(?:Equal|AreEqual|Same)\s*\(\s*([\w.]{1,200}(?:\([\w, ]{0,200}\))?)\s*,\s*\1\s*[,)]|\btrue\.Should\(\)/,
    },
  ],
  rigged: [
    /^\s*namespace\s+(?:Xunit|NUnit|Microsoft\.VisualStudio\.TestTools|FluentAssertions)\b/,
    { where: 'sources', pattern: /\bbool\s+Equals\s*\(.{0,200}(?:=>|return)\s*true\b/ },
  ],
  equality: [/\bbool\s+Equals\s*\(|\boperator\s*(?:==|!=)\s*\(/],
  mocked: [
    {
      where: 'tests',
      pattern: /\.(?:Returns|ReturnsAsync|Setup|CallBase)\s*\(|\bnew\s+Mock<|\bSubstitute\.For</,
    },
  ],
  retried: [/\[\s*(?:Retry|RetryFact|RetryTheory|Repeat)\b|\bMaxRetries\s*=/],
  checkDisabled: [
    /#pragma\s+warning\s+disable|#nullable\s+disable|\[\s*(?:\w+:\s*)?(?:System\.Diagnostics\.CodeAnalysis\.)?(?:SuppressMessage|ExcludeFromCodeCoverage|UnconditionalSuppressMessage)\b|\/\/\s*ReSharper\s+disable/,
  ],
  typeLoosened: [/\bnull!|\bdefault!|(?<![\w.])dynamic\s+\w+\s*[=;,)]/],
  typeAsserted: [
    /[\w)\]]!\s*[;,).]|^\s*_\s*=\s*\w|(?<![\w.<,])object\s+\w+\s*[=;(]|\(\s*object\s*\)\s*\w/,
  ],
  strictness: /#nullable\s+enable/,
  quietened: [/\.ContinueWith\s*\(|\bContinueOnError\b/],
  swallowed: [
    {
      where: 'tests',
      pattern: /\bcatch\s*\([^()]{0,80}\b(?:Xunit\w*|Assert\w*|\w*Assertion\w*)Exception\b/,
    },
    /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*\}|\bEnvironment\.(?:Exit\s*\(\s*0|ExitCode\s*=\s*0)|\bUnhandledException\s*\+=/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\bnew\s+StackTrace\b|\bEnvironment\.StackTrace\b|["'](?:xunit|nunit|testhost|vstest)|\bGetAssemblies\s*\(\)|\bGetEntryAssembly\s*\(\)|\b(?:ProcessName|FriendlyName)\b.{0,80}\btest|\bGetEnvironmentVariable\s*\(\s*"(?:CI|DOTNET_\w*TEST\w*|VSTEST\w*)"|\bIsEnvironment\s*\(\s*"Test/i,
    },
  ],
  exported:
    /^\s*(?:public|protected)\s+[\w<>[\],.?\s]*\w+\s*(?:[({;=]|$)|^\s*(?!return\b|await\b|throw\b|new\b|var\b|yield\b|else\b|using\b)[\w<>[\],.?]+\s+[A-Z]\w*\s*(?:<\w+>)?\s*\([^()]*\)\s*;\s*$|^\s*public\s+(?:\w+\s+)*(?:class|interface|enum|record|struct)\b/,
  emptyHandler: { first: /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*$/, second: /^\s*\}/ },
  quietHandler: {
    first: /\bcatch\s*\([^()]*\)\s*\{\s*$/,
    second:
      /^\s*(?:\/\/.*|return\s+(?:null|false|true|default|-?\d+|""|\[\])\s*;|return\s*;|(?:_?log|_?logger|Console|Trace|Debug)\b.*)$/i,
  },
  alwaysEqual: {
    first: /\bbool\s+Equals\s*\(|\boperator\s*==/,
    second: /^\s*(?:=>|return)\s*true\s*;\s*(?:\/\/.*)?$/,
  },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /^\s*#(?:el)?if\s+!?\w+|\bGetCommandLineArgs\s*\(|\bDebugger\.IsAttached\b|\bEnvironment\.(?:UserName|MachineName)\b|\bTickCount(?:64)?\s*[<>]|\bType\.GetType\s*\(|\bBaseDirectory\b|\bCaller(?:FilePath|MemberName)\b|\b(?:ASPNETCORE|DOTNET)_ENVIRONMENT\b|\.Is(?:Production|Development|Staging)\s*\(|\bProcessName\b|\bGetEnvironmentVariables\s*\(|^\s*using\s+(?:Xunit|NUnit|Moq)\b/,
    },
  ],
  raised: /\bthrow\b|\bThrowIf\w*\s*\(|\bDebug\.Assert\b/,
  catchAll:
    /\bcatch\s*(?:\(\s*(?:final\s+)?\\?(?:Exception|Throwable|Error|RuntimeException|System\.Exception)\b|\{|$)/,
}
