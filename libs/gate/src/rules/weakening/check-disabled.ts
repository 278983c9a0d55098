import { languageOf } from '../../languages/languages.ts'
import type { PatchFile } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'
import type { Hit, Rule } from '../rule.ts'
import { signRule } from '../sign-rule.ts'

const signs = signRule({
  name: 'check-disabled',
  decision: 'block',
  why: 'a checker is told to look away instead of the cause being mended',
  sign: 'checkDisabled',
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
    '=== a.swift\n+// swiftlint:disable all',
    '=== a.scala\n+// scalafix:off',
    '=== a.dart\n+  // ignore: avoid_print',
    '=== a.hs\n+{-# OPTIONS_GHC -Wno-unused-imports #-}',
    '=== a.lua\n+-- luacheck: ignore',
    '=== a.proto\n+// buf:lint:ignore PACKAGE_VERSION',
    '=== a.zig\n+// zlint-disable',
    '=== a.tf\n+  #tflint-ignore: all',
    '=== a.tf\n+  count = 1 #tfsec:ignore:aws-s3',
    '=== a.ts\n+  f();//lint:ignore',
    '=== a.sql\n+select a -- sqllint:ignore',
    '=== a.erl\n+%% elvis:disable',
    '=== a.blade.txt\n+{{-- bladecheck:off --}}',
  ],
  allowed: [
    '=== src/a.ts\n-  // @ts-ignore\n+  const a: number = 1',
    '=== src/a.ts\n-    // eslint-disable-next-line no-undef\n+  // eslint-disable-next-line no-undef',
    '=== a.py\n+kind: type = ignore',
    '=== a.dart\n+// Note: ignore what is empty.',
    '=== a.ts\n+  // auto-disable the button while it loads',
    "=== a.ts\n+  root.querySelector('#format-disable')",
    '=== a.css\n+#format-disable {',
    "=== a.ts\n+  args.push('--telemetry:off')",
    "=== a.ts\n+  const css = 'a{b:c;pointer:disable}'",
    '=== a.ts\n+// feature:off means that the banner is hidden',
    '=== a.ts\n+// status:ignore is what the server sends for drafts',
    '=== src/lib.rs\n+#[derive(Debug)]',
  ],
})

/** A compiler, linter or coverage tool that is told to look away, or no longer to look. */
export const checkDisabled: Rule = {
  ...signs,
  find: (patch, context) => [...signs.find(patch, context), ...patch.flatMap(lessStrict)],
  refused: [
    ...signs.refused,
    '=== src/lib.rs\n-#![deny(warnings)]',
    '=== src/lib.rs\n-#![deny(missing_docs)]\n+#![warn(missing_docs)]',
    '=== src/A.php\n-declare(strict_types=1);',
    '=== lib/a.rb\n-# typed: strict\n+# typed: true',
    '=== A.cs\n-#nullable enable',
  ],
}

/** Requests to be strict stand in comments as well, so comments count. */
function lessStrict(file: PatchFile): Hit[] {
  const { strictness } = languageOf(file.oldPath)
  const asking = (kind: 'removed' | 'added') =>
    linesOf(file, kind).filter(({ text }) => strictness?.test(text) === true)
  const [first] = asking('removed')
  if (first === undefined || asking('removed').length <= asking('added').length) return []
  const why = 'a checker is no longer asked to be strict'
  return [{ path: file.path, line: first.number, why }]
}
