import { lineRule } from '../line-rule.ts'

const code = ['javascript', 'other'] as const

/** A compiler, linter or coverage tool that is told to look away. */
export const checkDisabled = lineRule({
  name: 'check-disabled',
  decision: 'block',
  why: 'a checker is told to look away instead of the cause being mended',
  patterns: [
    { pattern: /@ts-(?:ignore|nocheck|expect-error)\b/ },
    { pattern: /\b(?:eslint|tslint|stylelint|oxlint|markdownlint|standard)-(?:disable|ignore)\b/ },
    { pattern: /\bbiome-ignore\b|\bprettier-ignore\b|\bdeno-lint-ignore\b/ },
    { pattern: /\b(?:istanbul|c8|v8)\s+ignore\b|\bpragma:\s*no\s*cover\b/i },
    {
      languages: ['python'],
      pattern:
        /#\s*(?:noqa|nosec|ruff:|flake8:|mypy:|pyre-|fmt:\s*(?:off|skip))|#\s*(?:type|pyright|pylint)\s*:\s*(?:ignore|disable|basic)/i,
    },
    { languages: ['go'], pattern: /\/\/\s*(?:nolint|lint:ignore|#nosec)\b/ },
    { languages: ['rust'], pattern: /#!?\[\s*(?:allow|expect)\s*\(|\brustfmt::skip\b/ },
    {
      languages: ['java'],
      pattern: /@Suppress(?:Warnings|FBWarnings|Lint)?\s*\(|\/\/\s*NOSONAR\b|CHECKSTYLE:OFF/,
    },
    {
      languages: ['ruby'],
      pattern: /#\s*(?:rubocop:(?:disable|todo)|:nocov:|standard:disable|typed:\s*false)/,
    },
    {
      languages: ['php'],
      pattern: /\bphpcs:(?:ignore|disable)|@(?:phpstan-ignore|psalm-suppress|codeCoverageIgnore)/,
    },
    {
      languages: ['csharp'],
      pattern:
        /#pragma\s+warning\s+disable|#nullable\s+disable|\[\s*\w*:?\s*(?:SuppressMessage|ExcludeFromCodeCoverage)\b/,
    },
    {
      languages: ['c'],
      pattern:
        /\bNOLINT\w*|#pragma\s+(?:GCC|clang)\s+diagnostic\s+ignored|#pragma\s+warning\s*\(\s*disable/,
    },
    {
      languages: ['shell', 'yaml'],
      pattern: /#\s*(?:shellcheck\s+disable|yamllint\s+disable|hadolint\s+ignore)/,
    },
    { languages: [...code], pattern: /<!--\s*(?:markdownlint|htmlhint)-(?:disable|ignore)/ },
  ],
  refused: [
    '=== src/a.ts\n+  // @ts-ignore',
    '=== src/a.ts\n+  // eslint-disable-next-line no-undef',
    '=== src/a.ts\n+  // biome-ignore lint/suspicious/noExplicitAny: later',
    '=== src/a.ts\n+  /* v8 ignore next */',
    '=== a.py\n+import os  # noqa: F401',
    '=== a.py\n+x = f()  # type: ignore[arg-type]',
    '=== a.go\n+\tf() //nolint:errcheck',
    '=== src/lib.rs\n+#[allow(dead_code)]',
    '=== src/main/java/A.java\n+    @SuppressWarnings("unchecked")',
    '=== a.rb\n+  # rubocop:disable Metrics',
    '=== a.php\n+// phpcs:ignore',
    '=== A.cs\n+#pragma warning disable CS0168',
    '=== a.cc\n+  int x = 1;  // NOLINT',
    '=== a.sh\n+# shellcheck disable=SC2086',
  ],
  allowed: [
    '=== src/a.ts\n-  // @ts-ignore\n+  const a: number = 1',
    '=== src/a.ts\n-    // eslint-disable-next-line no-undef\n+  // eslint-disable-next-line no-undef',
    '=== a.py\n+kind: type = ignore',
    '=== src/lib.rs\n+#[derive(Debug)]',
  ],
})
