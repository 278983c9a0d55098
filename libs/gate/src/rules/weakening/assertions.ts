import type { Patterns } from '../count-matches.ts'

/** What states an expectation, by language. */
export const assertions: Patterns = {
  javascript:
    /(?<![.\w$])expect(?:\.(?:soft|poll))?\s*\(|(?<![.\w$])assert(?:\.\w+)*\s*\(|\bt\.(?:is|not|deepEqual|like|true|false|throws|equal|same|ok)\s*\(|\.should\b/,
  python:
    /(?<![.\w])assert\s|\bself\.assert\w+\s*\(|\bpytest\.(?:raises|warns)\b|\bassert_\w+\s*\(/,
  go: /\b[tb]\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\s*\(|\b(?:assert|require|qt)\.\w+\s*\(/,
  rust: /\b(?:prop_)?assert(?:_eq|_ne|_matches)?!\s*[([{]|\bpanic!\s*\(/,
  java: /\bassert\w*\s*\(|(?<![.\w])verify\w*\s*\(|\bfail\s*\(|\bexpectThrows\s*\(/,
  ruby: /(?<![.\w])expect\b|(?<![.\w])(?:assert|refute)\w*|\.should\b|\.(?:must|wont)_\w+/,
  php: /(?:->|::)(?:assert|expect)\w*\s*\(|(?<![>:\w])expect\s*\(/,
  csharp: /\bAssert\w*\.\w+|\.Should\w*\s*\(|\.Verify\w*\s*\(/,
  c: /\b(?:EXPECT|ASSERT|REQUIRE|CHECK|BOOST_(?:CHECK|REQUIRE|TEST)|CU_ASSERT)\w*\s*\(|\bassert\s*\(/,
  shell: /^\s*\[\[?\s|\bassert\w*\s|^\s*test\s/,
}

/** Expectations that nearly any value meets. */
export const weakAssertions: Patterns = {
  javascript:
    /\.(?:toBeTruthy|toBeFalsy|toBeDefined|toBeInstanceOf|toMatch(?:Inline)?Snapshot|pass)\b|\.not\.(?:toBeNull|toBeUndefined|toThrow|toBe|toEqual)\b|\bexpect\.any\w*|\b\w+Containing\s*\(|\bassert(?:\.ok)?\s*\(|\.to\.(?:exist|be\.ok)\b|\bt\.(?:truthy|pass|not)\b/,
  python:
    /\bassert(?:True|IsNotNone|IsInstance|NotEqual)\s*\(|\bassert\s+[\w.()[\]"']+\s*(?:,|$)|\bassert\s+isinstance\b|\bis\s+not\s+None\b|\bANY\b|!=/,
  go: /\.(?:NotNil|NotEmpty|NotEqual|NotZero|True)f?\s*\(|!= nil/,
  rust: /\bassert!\s*\([^;]*\.is_(?:ok|some|err|none)\(|\bassert_ne!/,
  java: /\bassert(?:NotNull|True|NotEquals)\s*\(|\.isNot(?:Null|Empty|EqualTo)\s*\(|\bany\w*\s*\(/,
  ruby: /\bbe_(?:truthy|present|a|kind_of)\b|\bnot_to\b|\banything\b|\bassert_not_\w+|\brefute\w*/,
  php: /\b(?:assertNot\w+|assertTrue|toBeTruthy|assertInstanceOf|anything)\s*\(/,
  csharp: /\.(?:NotNull|NotEmpty|NotEqual|IsNotNull|IsType|True|IsTrue|NotBeNull)\b|\bIt\.IsAny\b/,
  c: /\b(?:EXPECT|ASSERT)_(?:TRUE|NE|NO_THROW)\s*\(/,
  shell: /\s-n\s|!=/,
}
