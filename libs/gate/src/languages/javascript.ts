import { javascriptSurroundings } from './javascript-surroundings.ts'
import type { Language } from './language.ts'

const TESTS = String.raw`(?<![.\w])(?:it|test|describe|suite|context|specify)`

/** Jest, Vitest, Mocha, Jasmine, node:test, AVA, Playwright; ESLint, Biome, TypeScript. */
export const javascript: Language = {
  name: 'javascript',
  endings: 'js jsx cjs mjs ts tsx cts mts vue svelte astro'.split(' '),
  test: /(?<![.\w$])(?:it|test|describe|suite|specify)(?:\.(?:each|concurrent|sequential|for))*\s*[(`]/,
  assertion:
    /(?<![.\w$])expect(?:\.(?:soft|poll))?\s*\(|(?<![.\w$])assert(?:\.\w+)*\s*\(|\bt\.(?:is|not|deepEqual|like|true|false|throws|equal|same|ok)\s*\(|\.should\b/,
  weakAssertion:
    /\.(?:toBeTruthy|toBeFalsy|toBeDefined|toBeInstanceOf|toMatch(?:Inline)?Snapshot|toHaveBeenCalled|pass)\b|\.not\.(?:toBeNull|toBeUndefined|toThrow|toBe|toEqual)\b|\bexpect\.any\w*|\b\w+Containing\s*\(|\.toBe(?:Greater|Less)Than\w*\(|\.toBeCloseTo\(|\bcloseTo\(|\bassert(?:\.ok)?\s*\(|\bassert\.(?:notEqual|notStrictEqual|match)\s*\(|\.to\.(?:exist|be\.ok)\b|\bt\.(?:truthy|pass|not)\b|\.toMatch(?:Object)?\(|\.toContain\w*\(|\.toHaveLength\(|\bexpect\.soft\b|\(\s*typeof\b|\bMath\.(?:round|floor|ceil|trunc|abs)\b|\.to\.(?:include|contain|match|be\.(?:a|an|within|closeTo|oneOf))\b/,
  commentOpens: /^\s*\/\*(?!.*\*\/)/,
  skipped: [
    new RegExp(
      `${TESTS}(?:\\.\\w+)*\\s*(?:\\.\\s*|\\[\\s*['"\`])(?:skip|todo|fails?|failing|skipIf|runIf|fixme)\\b`,
    ),
    { where: 'tests', pattern: /^\s*\.\s*(?:skip|only|todo|failing|fails)\s*\(/ },
    /(?<![.\w])x(?:it|test|describe|context|specify)\s*[(.`]/,
    {
      where: 'tests',
      pattern:
        /\b(?:t|this|ctx|context)\.(?:skip|todo)\s*\(|^\s*skip\s*\(\s*\)|\bpending\s*\(|(?:^|[{,])\s*(?:skip|todo)\s*:\s*(?:true|!|['"`(]|process\b|(?!false\b)[A-Za-z_$][\w.$]*\s*[,}])/,
    },
    { where: 'tests', pattern: /\.(?:each|for)\s*\(\s*\[\s*\]\s*\)/ },
  ],
  focused: [
    new RegExp(`${TESTS}(?:\\.\\w+)*\\s*(?:\\.\\s*|\\[\\s*['"\`])only\\b`),
    /(?<![.\w])f(?:it|describe|test)\s*\(/,
    { where: 'tests', pattern: /(?:^|[{,])\s*only\s*:\s*(?:true|1|!0)\b/ },
  ],
  emptyAssertion: [
    {
      where: 'tests',
      pattern: /\bexpect\s*\(\s*(?:true|1|!0)\s*\)|\bassert(?:\.ok)?\s*\(\s*(?:true|1)\s*[,)]/,
    },
    {
      where: 'tests',
      pattern:
        /\bexpect\s*\(\s*([\w.$]{1,200}(?:\([\w, .]{0,200}\))?)\s*\)\.to(?:Be|Equal|StrictEqual)?\s*\(\s*\1\s*\)|\bassert\.\w*[eE]qual\w*\s*\(\s*([\w.$]{1,200}(?:\([\w, .]{0,200}\))?)\s*,\s*\2\s*[,)]/,
    },
    { where: 'tests', pattern: /\bexpect\.assertions\s*\(\s*0\s*\)|\bt\.pass\s*\(/ },
  ],
  rigged: [
    {
      where: 'sources',
      pattern:
        /\bconsole\.(?:error|warn|log|assert)\s*=(?![=>])|\bprocess\.(?:emit|exit|on|abort|kill|stdout|stderr)\s*=(?![=>])|\b(?:globalThis|global|window)\.(?:setTimeout|setInterval|fetch|Date|Math|JSON|Promise|console|process|performance)\s*=(?!=)/,
    },
    /\b(?:Object|Reflect)\.(?:define(?:Property|Properties)|assign|set|setPrototypeOf)\s*\(\s*(?:assert|expect|globalThis|global|window|Object|Number|String|Array|Promise|Map|Set|JSON|Math)\b/,
    /\b(?:expect\.extend|addSnapshotSerializer|jasmine\.addMatchers|chai\.use)\s*\(/,
    /\b(?:assert|expect)(?:\.\w+|\[\s*["'`]\w+["'`]\s*\]){1,5}\s*=(?![=>])/,
    {
      where: 'sources',
      pattern:
        /\b(?:Object|Number|JSON|Array|String|Date|Math|Promise)(?:\.\w+){1,5}\s*=(?![=>])|\.(?:strictEqual|notStrictEqual|deepEqual|deepStrictEqual|notDeepEqual|notDeepStrictEqual|partialDeepStrictEqual)\s*=(?![=>])/,
    },
  ],
  equality: [/\basymmetricMatch\b|\.is\s*=(?![=>])|\btoPrimitive\b|\bvalueOf\s*(?:\(\)\s*\{|[:=])/],
  mocked: [
    {
      where: 'tests',
      pattern:
        /\b(?:jest|vi)\.(?:do)?[mM]ock\s*\(|\b(?:jest|vi)\.spyOn\s*\(|\.mock(?:Return|Resolved|Implementation)\w*\s*\(|\bsinon\.(?:stub|replace|fake)\b|\bmock\.(?:method|module|getter)\s*\(|\btd\.replace\s*\(/,
    },
  ],
  retried: [/\bretryTimes\s*\(|\.retries\s*\(/, { where: 'tests', pattern: /\bretr(?:y|ies)\s*:/ }],
  checkDisabled: [
    /@ts-(?:ignore|nocheck|expect-error)\b|\$Flow(?:FixMe|Ignore|ExpectedError|Issue)\b/,
    /\b(?:eslint|tslint|stylelint|oxlint|standard|jshint|jscs)[-:]\s*(?:disable|ignore)\b|\/\*\s*eslint\s+[\w@/-]+\s*:\s*(?:0|["']?off)/,
    /\b(?:biome|prettier|deno-lint|deno-coverage|dprint)-ignore\b/,
    /\b(?:istanbul|c8|v8|node:coverage)\s+(?:ignore|disable)\b|@vite-ignore\b/,
  ],
  typeLoosened: [
    /\bas\s+any\b(?!\s+\w)|\bas\s+(?:unknown|never)\s+as\b|\bas\s+never\b|[<,|]\s*any\s*[>,|]|:\s*any\b\s*(?:[=,;)|[{]|$)|\bany\[\]|=>\s*any\s*(?:[;,)=]|$)|\btype\s+\w+\s*=\s*any\b/,
    /(?:^|[(,=:?[{&|;!>]|\breturn\b)\s*<\s*(?:never\s*>|[\w.]{1,80}\s*>\s*<\s*(?:unknown|never)\s*>)\s*[\w$([{]/,
    /@type\s*\{\s*(?:any|\*)\s*\}|\btypeof\s+JSON\.parse\b/,
    /^\s*declare\s+module\s+["'][^"']{1,200}["']\s*;?\s*$/,
  ],
  typeAsserted: [
    /\bJSON\.parse\s*\(\s*JSON\.stringify\b|^\s*declare\s+global\b|\/\*\s*(?:globals?|exported|eslint-env)\s/,
    /[\w)\]]!(?:\s*[;,)\].]|\s*$)|(?::|<|,)\s*(?:Function|Object|object|\{\s*\})\s*(?:[=,;)>|[{]|$)/,
  ],
  strictness: /^\s*["']use strict["']|@ts-check\b/,
  swallowed: [
    { where: 'tests', pattern: /\bAssertionError\b.{0,80}(?:\)\s*\{|\breturn\b)/ },
    /\bprocess(?:\.|\[\s*["'])(?:exit["'\]]*\s*\(\s*0\s*\)|exitCode["'\]]*\s*(?:\?\?|\|\||&&)?=\s*0\b|reallyExit\s*\(\s*0)|\.on\s*\(\s*["'](?:uncaughtException|unhandledRejection)["']/,
    /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*(?:\/\*[^*]*\*\/\s*)?(?:return;?\s*)?\}/,
    /\.catch\s*\(\s*(?:\([^()]*\)|\w+)\s*=>\s*(?:\{\s*\}|null|undefined|void 0|false)\s*\)/,
  ],
  quietened: [
    /\baddEventListener\s*\(\s*["'](?:error|unhandledrejection)["']/,
    /^\s*void\s+\w+[\w.]*\s*\(|\bonerror\s*=|\bonunhandledrejection\s*=|\bPromise\.allSettled\s*\(|\.catch\s*\(\s*\w+\s*\)|\.then\s*\(\s*(\w{1,60})\s*,\s*\1\s*\)|\.then\s*\([^()]{0,100}(?:\([^()]{0,50}\)[^()]{0,50}){0,3},\s*(?:\(\)|\w+)\s*=>\s*(?:undefined|null|void 0|false|\{\s*\})/,
  ],
  sniffing: [
    {
      where: 'sources',
      pattern:
        /\b(?:NODE_ENV|BABEL_ENV|APP_ENV)\b["'\]]*\s*[!=]==?\s*["'`]test|["'`]test["'`]\s*[!=]==?\s*process\.env|\bprocess\.env(?:\?)?(?:\.|\[["'])CI\b|\btypeof\s+(?:jest|describe|it|expect|vi|mocha|suite)\b|\bimport\.meta\.(?:vitest\b|env\.(?:MODE\s*[!=]==?\s*["']test|TEST))|\b__coverage__\b/,
    },
    {
      where: 'sources',
      pattern:
        /\b(?:globalThis|global|window)(?:\.|\[["'])(?:it|test|describe|expect|jest|vi|mocha|__UNIT_TEST__|__TEST__|IS_TEST)\b|\b__(?:UNIT_)?TESTS?__\b|\bnpm_lifecycle_event\b|\b(?:process\.)?argv\b.{0,80}\b(?:jest|vitest|mocha|test)\b|\.stack\b.{0,80}\b(?:test|spec|jest|vitest|mocha)\b|\bisMainThread\b.{0,40}\btest/,
    },
  ],
  exported:
    /^export\s+(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\b\*?|class|interface|type|enum|const|let|var|namespace)\b|^export\s*[{*]|^\s+public\s+(?:static\s+|async\s+|readonly\s+|abstract\s+)*\w+\s*[(<:]|^module\.exports\b|^exports\.\w/,
  emptyHandler: { first: /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*$/, second: /^\s*\}/ },
  endsAnyway: { first: /\bfinally\s*\{\s*$/, second: /^\s*return\b/ },
  awaited: /\b(?:await|return)\s+(?:expect|assert)\b/,
  looksAround: javascriptSurroundings,
  raised:
    /\bthrow\b|\bPromise\.reject\b|(?<![.\w])assert(?:\.\w+)?\s*\(|\bprocess\.exit\s*\(\s*[^0)\s]|\bexitCode\s*=\s*[^0\s]/,
  catchAll: /\bcatch\s*[({]|\.catch\s*\(/,
}
