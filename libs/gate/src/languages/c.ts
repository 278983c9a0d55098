import type { Language } from './language.ts'

/** GoogleTest, Catch2, doctest, Boost.Test, CUnit, Unity; GCC, Clang, MSVC, clang-tidy. */
export const c: Language = {
  name: 'c',
  endings: 'c h cc cpp cxx hh hpp hxx ipp m mm'.split(' '),
  test: /^\s*(?:TYPED_)?(?:TEST|TEST_F|TEST_P|TEST_CASE|SCENARIO|SECTION|SUBCASE|BOOST_AUTO_TEST_CASE|GIVEN|WHEN|THEN)\s*\(|\bINSTANTIATE_TEST_SUITE_P\s*\(|\bRUN_TEST\s*\(|\bCU_add_test\s*\(|\bcmocka_unit_test\s*\(/,
  assertion:
    /\b(?:EXPECT|ASSERT|REQUIRE|CHECK|BOOST_(?:CHECK|REQUIRE|TEST)|CU_ASSERT|TEST_ASSERT)\w*\s*\(|\bassert\w*\s*\(/,
  weakAssertion:
    /\b(?:EXPECT|ASSERT)_(?:TRUE|NE|NO_THROW|GE|LE|GT|LT|ANY_THROW)\s*\(|\bREQUIRE(?:_NOTHROW)\s*\(|\bCHECK_NOTHROW\s*\(|\b(?:CU|TEST)_ASSERT(?:_PTR)?_(?:NOT_NULL|TRUE|NOT_EQUAL)\w*\s*\(|\bassert_(?:non_null|true|not_equal|int_not_equal)\s*\(|\b(?:REQUIRE|CHECK|assert)\s*\([^=]*(?:!=|>|<)|\b(?:EXPECT|ASSERT|CHECK)_NEAR\b|\bApprox\s*\(|\bWithin(?:Abs|Rel)\s*\(|\bstrn(?:case)?cmp\b|\b(?:EXPECT|ASSERT)_THAT\b.*\b(?:AnyOf|HasSubstr|StartsWith|EndsWith|ContainsRegex|MatchesRegex|Not|Ge|Gt|Le|Lt|_)\b|\bEXPECT_NONFATAL_FAILURE\b|\b(?:static_cast<int>|\(int\)|round|floor|ceil|trunc|fabs?|abs)\s*\(|\bWARN\s*\(/,
  testInSource: /^\s*(?:TEST_CASE|SUBCASE|TEST|TEST_F|BOOST_AUTO_TEST_CASE)\s*\(/,
  commentOpens: /^\s*\/\*(?!\*)(?!.*\*\/)|^\s*#\s*if\s+0\b/,
  skipped: [
    /\bGTEST_(?:SKIP|FILTER)\w*\b|\bDISABLED_\w|\bdisabled\s*\(\s*\)|^\s*#\s*if\s+0\b|"\[\.|\[!(?:mayfail|shouldfail)\]|\bTEST_IGNORE\w*\s*\(|\bdoctest::(?:skip|may_fail|should_fail)\b|\bFAIL\(\)\s*;?\s*\/\/|\bexpected_failures\s*\(|\bSKIP\s*\(/,
    { where: 'tests', pattern: /^\s*#\s*(?:ifdef|if|ifndef)\s+(?!\w*_H(?:PP|H|XX)?_*\s*$)\w+/ },
    {
      where: 'tests',
      pattern:
        /\bif\s+constexpr\s*\(\s*(?:false|0)|\bRUN_ALL_TESTS\s*\(\s*\)\s*;\s*return\s+0|\bEXPECT_(?:NON)?FATAL_FAILURE\b|"[^"]{0,100}\[\.\w*\]/,
    },
  ],
  emptyAssertion: [
    {
      where: 'tests',
      pattern:
        /\b(?:EXPECT_TRUE|ASSERT_TRUE|REQUIRE|CHECK|BOOST_CHECK|CU_ASSERT|TEST_ASSERT|assert)\s*\(\s*(?:true|1)\s*\)|\b(?:EXPECT|ASSERT)_EQ\s*\(\s*([\w.]{1,200}(?:\([\w, ]{0,200}\))?)\s*,\s*\1\s*\)|\bSUCCEED\s*\(/,
    },
  ],
  rigged: [
    { where: 'sources', pattern: /\boperator\s*==\s*\([^)]{0,200}\)[^;{]{0,50}\{\s*return\s+true/ },
    /^\s*#\s*(?:define|undef)\s+(?:EXPECT|ASSERT|REQUIRE|CHECK|TEST|BOOST|assert|NDEBUG)\w*/,
  ],
  equality: [{ where: 'sources', pattern: /\boperator\s*(?:==|!=)\s*\(/ }],
  mocked: [
    {
      where: 'tests',
      pattern: /\bWillOnce\s*\(|\bWillRepeatedly\s*\(|\bMOCK_METHOD\w*\s*\(|\bwill_return\s*\(/,
    },
  ],
  checkDisabled: [
    /\bNOLINT\w*|#\s*pragma\s+(?:GCC|clang)\s+diagnostic\s+ignored|#\s*pragma\s+warning\s*\(\s*(?:disable|suppress)|\bcppcheck-suppress|\bLCOV_EXCL\w*|\bclang-format\s+off|\bno_sanitize\b|\bNO_SANITIZE\w*|#\s*pragma\s+GCC\s+system_header|\b_CRT_SECURE_NO_WARNINGS\b|\b_Pragma\s*\(\s*"(?:GCC|clang)\s+diagnostic|\b__(?:asan|ubsan|tsan|lsan|msan)_default_\w+|\b(?:ASAN|UBSAN|TSAN|LSAN|MSAN)_OPTIONS\b|\bIWYU pragma:\s*no/,
  ],
  typeAsserted: [
    /\*\s*\)\s*\(\s*(?:const\s+)?void\s*\*|\bconst_cast\s*<|\breinterpret_cast\s*<|__attribute__\s*\(\(\s*unused\b/,
  ],
  quietened: [/\batexit\s*\(|\bon_exit\s*\(/],
  swallowed: [
    /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*\}|(?<![\w.>])(?:std::)?(?:_exit|_Exit|quick_exit|exit)\s*\(\s*(?:0|EXIT_SUCCESS)\s*\)|\bset_terminate\s*\(|\bsignal\s*\(\s*SIG(?:ABRT|SEGV)\s*,/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /^\s*#\s*(?:el)?if\w*\b.*\b(?:__?UNIT_?TESTS?(?:ING)?(?:__)?|UNIT_TEST\w*|TESTING|GTEST_\w*|CATCH_\w+|DOCTEST_\w+|TEST_BUILD|RUNNING_TESTS?|_?TEST_?)\b|\bbacktrace\s*\(|\bgetenv\s*\(\s*"(?:CI|GTEST_\w+|CTEST_\w+|TESTING)"|\bIsDebuggerPresent\b|\bprogram_invocation\w*name\b.*test/,
    },
  ],
  emptyHandler: { first: /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*$/, second: /^\s*\}/ },
  alwaysEqual: { first: /\boperator\s*==/, second: /^\s*return\s+true\b/ },
  looksAround: [
    {
      where: 'sources',
      pattern:
        /^\s*#\s*(?:if|ifdef|elif)\b.*\b\w*(?:DEBUG|NDEBUG|CI|COVERAGE|SANITIZE\w*)\b|\bprogram_invocation\w*|\bgetprogname\s*\(|\bgete?[ug]id\s*\(\s*\)|\bgetlogin\w*\s*\(|\bclock\s*\(\s*\)\s*[<>]|"\/proc\/self\/|\bdlsym\s*\(|\b__has_include\s*\(|\(\(\s*weak\s*\)\)|^\s*#\s*ifndef\s+NDEBUG\b/,
    },
  ],
  exported:
    /^(?!\s|#|\/|\}|return\b|static\b|using\b|namespace\b)[\w:<>*&,\s]{1,200}\([^)]*$|^(?!\s|#|\/|\}|static\b)[\w:<>*&,\s]{1,200}\([^)]{0,300}\)\s*(?:const\s*)?(?:noexcept\s*)?;|^(?:class|struct|enum|typedef)\b|^#\s*define\s+[A-Z]|^\s+(?!return\b|delete\b|goto\b|using\b)[\w:<>*&,]{1,80}\s[\w:<>*&,\s]{0,80}\w+(?:\[\w*\])?\s*;/,
  raised:
    /\breturn\s+(?:-\d|(?:rc|err\w*|ret|status)\b)|\babort\s*\(|\bassert\s*\(|\bthrow\b|\bexit\s*\(\s*[1-9]/,
  catchAll: /\bcatch\s*\(\s*(?:\.\.\.|const\s+std::exception\b)|^\s*\(void\)\s*\w+\s*\(/,
}
