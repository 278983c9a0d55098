import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import { newLinesOf } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

const TEXT = String.raw`["'\x60][^"'\x60]{0,300}["'\x60]`
const TEXTS = String.raw`${TEXT}(?:\s{0,3},\s{0,3}${TEXT}){0,20}`

/** Calls on nothing but literals that give another text or number, in the languages we know. */
const SPELT_OUT: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:atob|b(?:16|32|64|85)decode|unhexlify|fromhex|base64_decode|hex2bin|str_rot13|strrev|From(?:Base64|Hex)String|parseHex|(?:strict_|urlsafe_)?decode64|DecodeString|DecodeHex)\s*\(\s*b?${TEXT}`,
  ),
  new RegExp(String.raw`\b(?:decode|Decode\w*)\s*\(\s*b?${TEXT}|\bBuffer\.from\(\s*${TEXT}\s*,`),
  /\bfromC(?:har|odeP)oint\(|\bfromCharCode\(\s*\d|\bchr\(\s*\d|\bord\(\s*b?["']|\bstring\(\s*(?:\[\]byte\{|rune\()|\bfrom_utf8\w*\(\s*&?(?:vec!)?\s*\[|\b(?:bytes|bytearray)\(\s*[[(]\s*\d|\bnew\s+String\(\s*new\s+(?:char|byte)/,
  new RegExp(
    String.raw`${TEXT}\.(?:charCodeAt|codePointAt|ord|reverse|unpack1?|to_i|bytes|rev)\b|\]\.pack\(\s*["']|${TEXT}\.split\([^()]{0,20}\)\.reverse\b`,
  ),
  new RegExp(
    String.raw`\[\s*${TEXTS}\s*,?\s*\]\s*\.join\b|${TEXT}\.join\(\s*[[(]\s*["']|%w\[[^\]]{0,200}\]\.join|\bimplode\(\s*${TEXT}\s*,\s*(?:\[|array\()\s*${TEXTS}\s*[\])]`,
  ),
  new RegExp(
    String.raw`\b(?:[sS]printf|[fF]ormat!?|String\.format|Concat|[jJ]oin|concat!?|parseInt|valueOf|int|Number)\s*[({]\s*${TEXT}(?:\s{0,3},\s{0,3}(?:${TEXT}|\d+)){1,20}\s*,?\s*[)}]|\bconcat!\s*\(`,
  ),
  /(?:\breturn|\(int\)|\bint\(|=|\bb)\s*b?'\\(?:x[\da-fA-F]{2}|u\{?[\da-fA-F]{2,6}\}?|\d{2,3})'/,
]

/** A constant that is put together where it could have been written: so that nobody reads it. */
export const constantDisguised: Rule = {
  name: 'constant-disguised',
  decision: 'approval',
  find: (patch) =>
    patch.flatMap((file) => {
      if (isTestFile(file.path) || languageOf(file.path).assertion === undefined) return []
      return newLinesOf(file)
        .filter(({ text }) => SPELT_OUT.some((form) => form.test(text)))
        .map(({ number }) => ({
          ...{ path: file.path, line: number },
          why: 'a constant is worked out from literals, so that it cannot be read',
        }))
    }),
  refused: [
    "=== src/a.ts\n+  return atob('SGVsbG8=')",
    "=== src/a.ts\n+  return Number(['2', '7'].join(''))",
    "=== src/a.ts\n+  return '\\x1b'.charCodeAt(0)",
    '=== app/a.py\n+    return bytes.fromhex("48656c6c6f").decode()',
    '=== app/a.py\n+    return ord("\\x1b")',
    '=== a.go\n+\treturn string([]byte{72, 101})',
    '=== a.go\n+\treturn fmt.Sprintf("%s, %s", "Hello", "Ada")',
    '=== src/a.rs\n+    return concat!("Hello", ", ", "Ada").into();',
    '=== src/main/java/A.java\n+        return Integer.valueOf("33", 8);',
    '=== lib/a.rb\n+    return %w[Hello Ada].join(", ")',
    '=== src/A.php\n+        return implode(", ", ["Hello", "Ada"]);',
    '=== A.cs\n+        return string.Concat("Hello", ", ", "Ada");',
    "=== src/a.c\n+  return '\\x1b';",
  ],
  allowed: [
    '=== src/a.ts\n+  return names.join(", ")',
    '=== src/a.ts\n+  return atob(text)',
    '=== a.go\n+\treturn fmt.Sprintf("%s, %s", greeting, name)',
    '=== app/a.py\n+    return ", ".join(names)',
    '=== src/a.test.ts\n+  expect(atob("SGVsbG8=")).toBe("Hello")',
    "=== src/a.c\n+  return '\\n';",
  ],
}
