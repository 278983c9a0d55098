import type { Language } from './language.ts'

/** The built-in tests, rstest, proptest; rustc's lints, clippy, rustfmt. */
export const rust: Language = {
  name: 'rust',
  endings: ['rs'],
  test: /#\[\s*(?:\w+::)*(?:test|rstest|case|test_case|quickcheck)\b/,
  assertion: /\b(?:prop_)?assert(?:_eq|_ne|_matches)?!\s*[([{]|\bpanic!\s*\(/,
  weakAssertion:
    /\bassert!\s*\([^;]*(?:\.is_(?:ok|some|err|none|empty)\(|[<>]|\.(?:contains|starts_with|ends_with|any)\(|\bmatches!|\|\|)|\bassert_ne!|\.(?:round|floor|ceil|trunc|abs)\(\)|\bif\s+let\b|\bdebug_assert/,
  // Tests stand beside the code, and these are hardly ever used outside of them.
  assertionInSource: /\b(?:prop_)?assert_(?:eq|ne|matches)!\s*[([{]/,
  testInSource:
    /#\[\s*(?:\w+::)*(?:test|rstest|case)\b|#\[\s*cfg\s*\(\s*test\b|\bassert(?:_eq|_ne)?!/,
  commentOpens: /^\s*\/\*(?!.*\*\/)/,
  skipped: [
    /#\[\s*(?:ignore|should_panic)\b|\bcfg_attr\s*\([^)]*\bignore\b/,
    /#!?\[\s*cfg\s*\(\s*(?:any\s*\(\s*\)|FALSE|not\s*\(\s*all\s*\()/,
    { where: 'tests', pattern: /#!?\[\s*cfg\s*\(/ },
    /^\s*\/\/[/!]\s*```\s*(?:ignore|no_run|should_panic|compile_fail)\b/,
  ],
  emptyAssertion: [
    /\bassert!\s*\(\s*true\s*[,)]|\bassert_eq!\s*\(\s*([\w.]{1,200}(?:\([\w, ]{0,200}\))?)\s*,\s*\1\s*[,)]|\|\|\s*true\s*\)\s*;/,
  ],
  rigged: [/\bmacro_rules!\s*(?:debug_)?(?:assert\w*|panic|unreachable)\b/],
  equality: [{ where: 'sources', pattern: /\bimpl\b[^{]{0,200}\bPartialEq\b[^{]{0,200}\bfor\b/ }],
  mocked: [{ where: 'tests', pattern: /#\[\s*(?:automock|double)\b|\bmock!\s*\{/ }],
  checkDisabled: [
    /#!?\[\s*(?:allow|expect)\s*\(|\brustfmt::skip\b|#!?\[\s*(?:coverage\s*\(\s*off)|\bcfg_attr\s*\(.{1,100}\b(?:allow|expect)\s*\(|\btarpaulin_include\b/,
  ],
  strictness: /#!?\[\s*(?:deny|forbid)\s*\(/,
  swallowed: [
    /\bprocess::exit\s*\(\s*0\s*\)|\.ok\s*\(\s*\)\s*;\s*$|\bcatch_unwind\b|\bpanic::set_hook\b|\bErr\s*\(\s*_\w*\s*\)\s*=>\s*(?:\{\s*\}|\(\s*\))/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\bcfg!\s*\(\s*(?:not\s*\(\s*)?test\b|#\[\s*cfg\s*\(\s*not\s*\(\s*test\s*\)|\bcfg_attr\s*\(\s*test\b|\bcurrent_exe\s*\(|\benv::args\s*\(.{0,80}\btest|\bthread::current\(\)|\bcfg\s*\(\s*doctest\b|\benv::var\w*\s*\(\s*"(?:CI|CARGO_\w+|NEXTEST\w*)"/,
    },
  ],
  exported:
    /^\s*pub\s+(?:async\s+|const\s+|unsafe\s+)*(?:fn|struct|enum|trait|type|const|static|mod|use)\b|^\s*pub\s+\w+\s*:/,
  alwaysEqual: { first: /\bfn\s+eq\s*\(/, second: /^\s*true\s*$/ },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /\bcfg!\s*\(|#!?\[\s*cfg\s*\(\s*(?:not\s*\(\s*)?(?:debug_assertions|feature)\b|\bthread::panicking\b|\benv::(?:args|vars|current_exe)\w*\s*\(|\bBacktrace\b|\blibc::gete?[ug]id\b|\bwhoami::\w|\boption_env!\s*\(/,
    },
  ],
  raised: /\?\s*(?:[;).,]|$)|\bpanic!|\breturn\s+Err\b|\.expect\s*\(|\.unwrap\s*\(\)|\bbail!/,
  catchAll: /\.unwrap_or(?:_default|_else)?\s*\(|\bErr\s*\(\s*_\w*\s*\)/,
}
