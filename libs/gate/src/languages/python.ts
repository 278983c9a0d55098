import type { Language } from './language.ts'

/** pytest, unittest, nose, doctest; ruff, flake8, pylint, mypy, pyright, coverage. */
export const python: Language = {
  name: 'python',
  endings: 'py pyi pyx'.split(' '),
  test: /^\s*(?:async\s+)?def\s+test\w*\s*\(|^\s*class\s+Test\w*|\bpytest\.param\s*\(/,
  assertion:
    /(?<![.\w])assert(?:\s|\()|\bself\.(?:assert\w+|fail)\s*\(|\bpytest\.(?:raises|warns)\b|\bassert_\w+\s*\(/,
  weakAssertion:
    /\bassert(?:True|IsNotNone|IsInstance|NotEqual|Greater|Less)\w*\s*\(|\bassert\s+(?!False\b)[\w.()[\]"', ]+$|\bassert\s+(?:isinstance|hasattr|callable|len)\b|\bis\s+not\s+None\b|\bANY\b|!=|\bassert\s[^=<>]*[<>]=?|\braises\s*\(\s*(?:Base)?Exception\b|\bapprox\s*\(|\bassert_(?:allclose|almost_equal)\b|\bcheck_\w+\s*=\s*False\b|\bisclose\s*\(|\bassertAlmostEqual\b/,
  testInSource: /^\s*(?:>>>|\.\.\.)\s/,
  commentOpens: /^\s*(?:_\s*=\s*)?[rbf]?("""|''')(?!.*\1)/,
  skipped: [
    /\b(?:pytest\.mark|unittest|mark)\.(?:skip\w*|xfail|expectedFailure)\b|\bpytest\.(?:skip|xfail|importorskip)\s*\(|\bskipTest\s*\(|\bSkipTest\b|^\s*@(?:skip\w*|xfail|expectedFailure)\b|\bcollect_ignore|__test__\s*=\s*False/,
    { where: 'tests', pattern: /#\s*doctest:\s*\+(?:SKIP|ELLIPSIS|IGNORE_EXCEPTION_DETAIL)/ },
    { where: 'sources', pattern: /#\s*doctest:\s*\+(?:SKIP|IGNORE_EXCEPTION_DETAIL)/ },
    { where: 'tests', pattern: /^\s*del\s+\w*[tT]est\w*/ },
  ],
  returnsEarly: [{ where: 'tests', pattern: /^\s*if\s+(?:0|False|TYPE_CHECKING)\s*:/ }],
  emptyAssertion: [
    {
      where: 'tests',
      pattern:
        /\bassert\s+(?:True|1|not\s+False)\s*(?:,|$)|\bassertTrue\s*\(\s*True\b|\bassert\s+([\w.()]{1,200})\s*(?:==|is)\s*\1\s*(?:,|$)|\bassertEqual\s*\(\s*([\w.()]{1,200})\s*,\s*\2\s*[,)]|\bor\s+True\b|^\s*assert\s*\(.{1,500},\s*f?["'][^"']{0,200}["']\s*,?\s*\)\s*$/,
    },
  ],
  rigged: [
    /\bbuiltins\.\w+\s*=(?!=)|\bdef\s+pytest_(?:runtest|report|collection|sessionfinish|pyfunc|exception)\w*\s*\(|\bsys\.modules\s*\[[^\]]*\]\s*=(?!=)|\bsetattr\s*\(\s*(?:unittest|pytest|builtins)\b|\bsys\.settrace\s*\(|\b__(?:eq|ne|bool)__\s*=(?!=)/,
  ],
  equality: [{ where: 'sources', pattern: /\bdef\s+__(?:eq|ne)__\s*\(/ }],
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
  typeLoosened: [/\bcast\s*\(\s*["']?Any\b|(?::|->)\s*(?:typing\.)?Any\b/],
  swallowed: [
    /^\s*except\b[^:]*:\s*(?:pass|\.\.\.|continue|return)\s*$|\b(?:sys\.exit|os\._exit|quit|exit)\s*\(\s*(?:0|False|None)?\s*\)|\bSystemExit\s*\(\s*0?\s*\)|\bsuppress\s*\(\s*(?:Base)?Exception\b/,
    /["'][^"']*\|\|\s*true\s*["']|\bcheck\s*=\s*False\b/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /["'](?:pytest|unittest|nose|_pytest|doctest)["']\s*(?:not\s+)?in\b|\bsys\.modules\.get\s*\(\s*["']_?(?:pytest|unittest)|\benviron\b.*["']CI["']|\bgetenv\s*\(\s*["']CI["']|\bsys\._getframe\b|\binspect\.(?:stack|currentframe)\b|\bhasattr\s*\(\s*sys\s*,\s*["']_called_from_test|\bsys\.argv\b.{0,80}["'](?:py)?test|\bsettings\.(?:TESTING|TEST_MODE)\b|\bos\.environ\b.{0,40}["']TESTING["']/,
    },
  ],
  exported: /^(?:async\s+)?def\s+[a-z]\w*\s*\(|^class\s+[A-Z]\w*/,
  emptyHandler: { first: /^\s*except\b.*:\s*$/, second: /^\s*(?:pass|\.\.\.|continue)\s*$/ },
  alwaysEqual: { first: /\bdef\s+__eq__\b/, second: /^\s*return\s+True\b/ },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /\bos\.environ\b(?!\s*\[\s*["']\w+["']\s*\]|\.get\(\s*["']\w+["']\s*[,)])|\bgetenv\(\s*(?!["']\w+["']\s*[,)])|\bsys\.(?:argv|modules|orig_argv|gettrace|getprofile)\b|__import__\s*\(|\btraceback\.(?:extract|format)_stack\b|\bgetattr\s*\(\s*builtins\b|^\s*(?:from|import)\s+(?:_?pytest|unittest|nose)\b/,
    },
  ],
  raised: /^\s*raise\b|^\s*assert\b/,
  catchAll: /^\s*except\s*(?::|\(?\s*(?:Base)?Exception\b)/,
}
