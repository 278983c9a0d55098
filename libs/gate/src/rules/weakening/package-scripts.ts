import type { PatchFile } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

const ENTRY = /^\s*"(?:@?[\w.-]+\/)?[\w.-]+"\s*:\s*"([^"]*)"\s*,?\s*$/
const VERSION = /^(?:[\^~=]|[<>]=?)?v?\d[\w.+-]*$|^(?:\*|latest|next)$/
const ALIAS = /^workspace:[\^~*\d.]+$|^npm:@?[\w./-]+@[\^~]?\d[\w.-]*$/
/** A line that only opens or closes a list of dependencies. */
const FRAME =
  /^\s*(?:[{}]\s*,?|"(?:dependencies|devDependencies|peerDependencies|optionalDependencies|require|require-dev)"\s*:\s*\{\s*(?:\}\s*,?)?)\s*$/
const MANIFEST = /(^|\/)(package|composer)\.json$/

/**
 * A manifest holds what CI runs, beside the dependencies. A patch does not show in which part a
 * line stands, so everything that does not read as a dependency counts as a command.
 */
export const packageScripts: Rule = {
  name: 'package-scripts',
  decision: 'block',
  find: (patch) =>
    patch.filter(isManifest).flatMap((file) =>
      [...linesOf(file, 'removed'), ...linesOf(file, 'added')]
        .filter(({ text }) => text.trim() !== '' && !isDependency(text) && !FRAME.test(text))
        .map(({ number }) => ({
          ...{ path: file.path, line: number },
          why: 'a manifest is changed beyond its dependencies',
        })),
    ),
  refused: [
    '=== package.json\n-    "test": "vitest run",\n+    "test": "exit 0",',
    '=== packages/a/package.json\n+    "pretest": "rm -rf test",',
    '=== package.json\n+  "jest": { "bail": false },',
    '=== composer.json\n+    "test": "true"',
    '=== package.json\n+    "left-pad": "https://evil.test/x.tgz",',
  ],
  allowed: [
    '=== package.json\n-    "zod": "^3.0.0",\n+    "zod": "^3.25.0",',
    '=== package.json\n+    "node": ">=20 <23 || 24.x",\n+    "a": "1.0.0 - 2.0.0",',
    '=== package.json\n+    "a": "npm:@b/c@^1.2.3",\n+    "@d/e": "workspace:*"',
    '=== package.json\n+  "devDependencies": {\n+    "@types/node": "20.19.43"\n+  },',
    '=== src/package.ts\n+    "test": "exit 0",',
  ],
}

/** `"name": "version"`, where a version may be a range. */
function isDependency(text: string): boolean {
  const value = ENTRY.exec(text)?.[1]
  if (value === undefined) return false
  const parts = value.split(/\s*\|\|\s*|\s+-\s+|\s+/)
  return ALIAS.test(value) || parts.every((part) => VERSION.test(part))
}

function isManifest({ path, oldPath }: PatchFile): boolean {
  return MANIFEST.test(path.toLowerCase()) || MANIFEST.test(oldPath.toLowerCase())
}
