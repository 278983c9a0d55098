import type { Language } from './language.ts'

/** pytest, unittest, nose, doctest; ruff, flake8, pylint, mypy, pyright, coverage. */
export const python: Language = {
  name: 'python',
  endings: 'py pyi pyx'.split(' '),
  test: /^\s*(?:async\s+)?def\s+test\w*\s*\(|^\s*class\s+Test\w*|\bpytest\.param\s*\(/,
  assertion:
    /(?<![.\w])assert(?:\s|\()|\bself\.(?:assert\w+|fail)\s*\(|\bpytest\.(?:raises|warns)\b|\bassert_\w+\s*\(/,
  weakAssertion:
    /\bassert(?:True|IsNotNone|IsInstance|NotEqual|Greater|Less)\w*\s*\(|\bassert\s+(?!False\b)[\w.()[\]"', ]+$|\bassert\s+(?:isinstance|hasattr|callable|len)\b|\bis\s+not\s+None\b|\bANY\b|!=|\bassert\s[^=<>]*[<>]=?|\braises\s*\(\s*(?:Base)?Exception\b|\bapprox\s*\(|\bassert_(?:allclose|almost_equal)\b|\bcheck_\w+\s*=\s*False\b|\bisclose\s*\(|\bassertAlmostEqual\b|\bassert(?:In|Regex|CountEqual)\s*\(|\bassert\b.*\bor\b|\bassert\b.*\s(?:not\s+)?in\b|\bassert\b.*\.(?:starts|ends)with\(|\b(?:round|abs|bool|int|len|type)\s*\(|\bmath\.(?:floor|ceil|trunc)\b/,
  testInSource: /^\s*(?:>>>|\.\.\.)\s/,
  commentOpens: /^\s*(?:_\s*=\s*)?[rbf]?("""|''')(?!.*\1)/,
  skipped: [
    /\b(?:pytest\.mark|unittest|mark)\.(?:skip\w*|xfail|expectedFailure)\b|\bpytest\.(?:skip|xfail|importorskip)\s*\(|\bskipTest\s*\(|\bSkipTest\b|^\s*@(?:skip\w*|xfail|expectedFailure)\b|\bcollect_ignore|__test__\s*=\s*False/,
    { where: 'tests', pattern: /#\s*doctest:\s*\+(?:SKIP|ELLIPSIS|IGNORE_EXCEPTION_DETAIL)/ },
    { where: 'sources', pattern: /#\s*doctest:\s*\+(?:SKIP|IGNORE_EXCEPTION_DETAIL)/ },
    {
      where: 'tests',
      pattern:
        /^\s*del\s+\w*[tT]est\w*|^\s*skip\s*\(|\bdef\s+load_tests\s*\(|\bparametrize\s*\([^[\]]{1,100},\s*\[\s*\]\s*[,)]|^\s*return\s+None\s*$/,
    },
  ],
  returnsEarly: [{ where: 'tests', pattern: /^\s*if\s+(?:0|False|TYPE_CHECKING)\s*:/ }],
  emptyAssertion: [
    {
      where: 'tests',
      pattern:
        /\bassert\s+(?:True|1|not\s+False)\s*(?:,|$)|\bassertTrue\s*\(\s*True\b|\bassert\s+([\w.()]{1,200})\s*(?:==|is)\s*\1\s*(?:,|$)|\bassert\s+\(\s*(?:\w+)\s*:=|\bassertEqual\s*\(\s*([\w.()]{1,200})\s*,\s*\2\s*[,)]|\bor\s+True\b|^\s*assert\s*\(.{1,500},\s*f?["'][^"']{0,200}["']\s*,?\s*\)\s*$/,
    },
  ],
  rigged: [
    /\bbuiltins\.\w+\s*=(?!=)|\bdef\s+pytest_\w+\s*\(|\b(?:TestCase|T)\.(?:assert|fail)\w*\s*=(?!=)|\bsys\.modules\s*\[[^\]]*\]\s*=(?!=)|\bsetattr\s*\(\s*(?:unittest|pytest|builtins)\b|\bsys\.settrace\s*\(|\b__(?:eq|ne|bool)__\s*=(?!=)/,
    /["']__eq__["']\s*[:,]\s*lambda\b[^:]{0,80}:\s*(?:True|1)\b/,
    {
      where: 'sources',
      pattern:
        /\.assert(?:[A-Z]|_)\w*\s*=(?!=)|\bsetattr\s*\([^,]{1,100},\s*["']assert|\b__builtins__\b.{0,60}(?<![=!<>])=(?!=)/,
    },
  ],
  equality: [
    { where: 'sources', pattern: /\bdef\s+__(?:eq|ne)__\s*\(|["']__(?:eq|ne)__["']\s*[:,]/ },
  ],
  mocked: [
    {
      where: 'tests',
      pattern:
        /\bmonkeypatch\.set\w+\s*\(|@(?:mock\.)?patch\b|\bmocker\.(?:patch|spy)\b|\bmock\.patch\b|\bMagicMock\s*\(|\breturn_value\s*=|\bside_effect\s*=/,
    },
  ],
  retried: [/\bmark\.flaky\b|@(?:flaky|retry)\b|\breruns\s*=/],
  checkDisabled: [
    /#\s*(?:noqa|nosec|ruff:|flake8:|mypy:|pyre-|fmt:\s*(?:off|skip)|isort:\s*skip|yapf:\s*disable)|#\s*(?:type|pyright|pylint|ty|codespell)\s*:\s*(?:ignore|disable|skip|basic)/i,
    /\bpragma:\s*no\s*(?:cover|branch)\b/i,
    /\bwarnings\.(?:simplefilter|filterwarnings)\s*\(\s*["']ignore/,
    /^\s*@(?:typing\.)?no_type_check\b/,
  ],
  typeLoosened: [
    /\bcast\s*\(\s*["']?Any\b|(?::|->)\s*(?:typing\.)?Any\b|[[,|]\s*Any\s*[\],|]|\bAny\s+as\s+\w|=\s*(?:typing\.)?Any\s*$/,
    // As a text it is a type only behind an arrow or the name of a parameter or variable.
    /(?:->|(?<!["'])\b(?!(?:lambda|else)\b)[a-z_]\w{0,60}\s{0,3}:)\s*(["'])(?:typing\.)?Any(?:\s*\|[^"']{0,60})?\1\s*(?:[=,)\]:#]|$)/,
  ],
  typeAsserted: [
    /(?<![.\w])(?:typing\.)?cast\s*\(|\b(?:if|not)\s+TYPE_CHECKING\b|\bgetattr\s*\([^(),]{1,80},\s*["']\w+["']\s*\)|\b(?:globals|locals)\s*\(\s*\)\s*\[|(?::|->)\s*object\b/,
  ],
  swallowed: [
    {
      where: 'tests',
      pattern:
        /\bexcept\b.{0,80}\b(?:AssertionError|BaseException)\b|\bsuppress\s*\(.{0,80}\bAssertionError\b/,
    },
    /^\s*except\b[^:]*:\s*(?:pass|\.\.\.|continue|return)\s*$|\b(?:sys\.exit|os\._exit|quit|exit)\s*\(\s*(?:0|False|None)?\s*\)|\bSystemExit\s*\(\s*0?\s*\)|\bsuppress\s*\(\s*(?:Base)?Exception\b|\b(?:sys|threading)\.(?:excepthook|unraisablehook)\s*=/,
    /\bcheck\s*=\s*False\b|\bsuccess_codes\s*=/,
  ],
  quietened: [/(?<![.\w])(?:contextlib\.)?suppress\s*\(|\breturn_exceptions\s*=\s*True/],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /["'](?:pytest|unittest|nose|_pytest|doctest)["']\s*(?:not\s+)?in\b|\bsys\.modules\.get\s*\(\s*["']_?(?:pytest|unittest)|\benviron\b.*["']CI["']|\bgetenv\s*\(\s*["']CI["']|\bsys\._getframe\b|\binspect\.(?:stack|currentframe|getouterframes|trace)\b|\bfind_spec\s*\(\s*["'](?:_?pytest|unittest|nose)|\bhasattr\s*\(\s*sys\s*,\s*["']_called_from_test|\bsys\.argv\b.{0,80}["'](?:py)?test|\bsettings\.(?:TESTING|TEST_MODE)\b|\bos\.environ\b.{0,40}["']TESTING["']/,
    },
  ],
  exported: /^\s*(?:async\s+)?def\s+[a-z]\w*\s*\(|^class\s+[A-Z]\w*|^__all__\s*=/,
  emptyHandler: { first: /^\s*except\b.*:\s*$/, second: /^\s*(?:pass|\.\.\.|continue)\s*$/ },
  quietHandler: {
    first: /^\s*except\b.*:\s*$/,
    second:
      /^\s*(?:return\s+(?:None|False|True|-?\d+|""|''|\[\]|\{\})?\s*$|return\s*$|(?:\w+\.)?(?:log|logger|logging|print|warn|warnings)\b)/,
  },
  endsAnyway: { first: /^\s*finally\s*:\s*$/, second: /^\s*return\b/ },
  alwaysEqual: { first: /\bdef\s+__eq__\b/, second: /^\s*return\s+True\b/ },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /\bos\.environ\b(?!\s*\[\s*["']\w+["']\s*\]|\.get\(\s*["']\w+["']\s*[,)])|\bgetenv\(\s*(?!["']\w+["']\s*[,)])|\bsys\.(?:argv|modules|orig_argv|gettrace|getprofile)\b|__import__\s*\(|\btraceback\.(?:extract|format)_stack\b|\bsys\s+import\b.{0,80}\b(?:argv|modules|gettrace)\b|^\s*import\s+__main__|\bpsutil\.Process\b|\bgc\.get_\w+\s*\(|\bif\s+(?:not\s+)?__debug__\b|\b(?:__file__|__name__|getcwd\(\)|listdir\().{0,40}\btests?\b|\bthreading\.current_thread\b|\bgetattr\s*\(\s*builtins\b|\.isatty\s*\(\s*\)|\bsys\.flags\b|^\s*(?:from|import)\s+(?:_?pytest|unittest|nose)\b/,
    },
    {
      // What is given is somebody's stand-in.
      where: 'sources',
      pattern:
        /\b(?:isinstance|issubclass|type)\s*\(.{1,80}\b(?:Magic|Async|NonCallable)?Mock\b|\bhasattr\s*\([^,]{1,80},\s*["'](?:assert_|_mock|mock_|return_value|call_count)/,
    },
    {
      where: 'sources',
      pattern:
        /\bos\.(?:get(?:res|e)?[ug]id|getlogin|getppid)\s*\(|\bgetpass\.getuser\s*\(|\bprocess_time(?:_ns)?\s*\(\s*\)\s*(?:[<>]|[!=]=)|\b(?:perf_counter|monotonic|thread_time|time\.time)(?:_ns)?\s*\(\s*\)\s*[<>]=?\s*\d|\b(?:gethostname|platform\.node|os\.cpu_count|os\.getpid|os\.getcwd)\s*\(\s*\)\s*(?:[<>]|[!=]=)/,
    },
  ],
  raised:
    /^\s*raise\b|^\s*assert\b|\bcheck\s*=\s*True\b|\bcheck_(?:call|output|returncode)\b|\.raise_for_status\s*\(|\bsys\.exit\s*\(\s*[^0)\s]/,
  catchAll: /^\s*except\s*(?::|\(?\s*(?:Base)?Exception\b)/,
}
